namespace Obs.Local.Store;

/// <summary>Something that was put here by name: a dashboard, an alarm, a group. Times in milliseconds since 1970.</summary>
/// <param name="Kind">One of <see cref="ResourceKind"/>.</param>
/// <param name="Name">Unique among its kind.</param>
/// <param name="Body">JSON, in the shape that the resource's own API gives it.</param>
/// <param name="Created">When it was put first.</param>
/// <param name="Modified">When it was put last.</param>
internal sealed record Resource(string Kind, string Name, string Body, long Created, long Modified);
