namespace Obs.Local.Graph;

/// <summary>A client, a service or what a service calls.</summary>
internal sealed class GraphNode(NodeKind kind, string name, string? type)
{
    public NodeKind Kind { get; } = kind;

    public string Name { get; } = name;

    /// <summary>A service's origin or an AWS type; null when it is not known.</summary>
    public string? Type { get; } = type;

    /// <summary>Stable over time and free of commas, so that two of them can stand in one query parameter.</summary>
    public string Id { get; } = IdOf(kind, name, type);

    public bool IsRoot { get; set; }

    /// <summary>Calls name it, and none of its own segments is here.</summary>
    public bool IsOnlyNamed => double.IsPositiveInfinity(FirstStart);

    public CallStatistics Statistics { get; } = new();

    /// <summary>Seconds since 1970.</summary>
    public double FirstStart { get; private set; } = double.PositiveInfinity;

    public double LastEnd { get; private set; }

    public void Seen(double start, double? end)
    {
        FirstStart = Math.Min(FirstStart, start);
        LastEnd = Math.Max(LastEnd, end ?? start);
    }

    /// <summary>Adds what was kept of such a node.</summary>
    public void Add(bool isRoot, double firstStart, double lastEnd, CallStatistics statistics)
    {
        IsRoot |= isRoot;
        FirstStart = Math.Min(FirstStart, firstStart);
        LastEnd = Math.Max(LastEnd, lastEnd);
        Statistics.Add(statistics);
    }

    /// <summary>Adds all that another graph counted of the same node.</summary>
    public void Add(GraphNode other) => Add(other.IsRoot, other.FirstStart, other.LastEnd, other.Statistics);

    private static string IdOf(NodeKind kind, string name, string? type)
    {
        string id = $"{kind.ToString().ToLowerInvariant()}:{Uri.EscapeDataString(name)}";
        return type is null ? id : $"{id}:{Uri.EscapeDataString(type)}";
    }
}
