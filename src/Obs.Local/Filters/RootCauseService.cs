namespace Obs.Local.Filters;

/// <summary>One service on the way to a root cause, and the entities in it.</summary>
internal sealed record RootCauseService(FilterNode Node, bool Inferred, List<RootCauseEntity> Entities);
