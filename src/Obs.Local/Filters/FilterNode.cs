namespace Obs.Local.Filters;

/// <summary>A node of the graph of one trace, as a filter names it.</summary>
internal sealed record FilterNode(IReadOnlyList<string> Names, string? Type, string? AccountId);
