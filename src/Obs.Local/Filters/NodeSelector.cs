namespace Obs.Local.Filters;

/// <summary>Which nodes of the graph are meant; what is null is not asked.</summary>
internal sealed record NodeSelector(string? Name, string? Type, string? AccountId)
{
    public static NodeSelector Any { get; } = new(null, null, null);

    public bool Matches(FilterNode node) =>
        (Name is null || node.Names.Contains(Name, StringComparer.Ordinal))
        && (Type is null || string.Equals(Type, node.Type, StringComparison.OrdinalIgnoreCase))
        && (AccountId is null || AccountId == node.AccountId);
}
