namespace Obs.Local.Explain;

/// <summary>Log entries that are the same but for their values.</summary>
/// <param name="Service">Who wrote them.</param>
/// <param name="Level">Such as <c>Warning</c>.</param>
/// <param name="Template">The message template, or the message with its numbers and quoted texts taken out.</param>
internal sealed record LogPattern(string Service, string Level, string Template);
