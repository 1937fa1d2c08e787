namespace Obs.Local.Graph;

/// <summary>The calls from one node to another, or the work that one went on with after the other: then its durations are how long what was
/// sent had waited.</summary>
internal sealed class GraphEdge(GraphNode source, GraphNode target, bool isLink)
{
    public GraphNode Source { get; } = source;

    public GraphNode Target { get; } = target;

    /// <summary>By links between traces, such as those of a queue's messages, and not by calls.</summary>
    public bool IsLink { get; } = isLink;

    public string Id => $"{Source.Id},{Target.Id}{(IsLink ? ",link" : "")}";

    public CallStatistics Statistics { get; } = new();

    /// <summary>Seconds since 1970.</summary>
    public double FirstStart { get; private set; } = double.PositiveInfinity;

    public double LastEnd { get; private set; }

    public void Add(Traces.Outcome outcome, double start, double end)
    {
        Statistics.Add(outcome, Math.Max(0, end - start));
        FirstStart = Math.Min(FirstStart, start);
        LastEnd = Math.Max(LastEnd, end);
    }

    /// <summary>Adds all that another graph counted of the same edge.</summary>
    public void Add(GraphEdge other) => Add(other.FirstStart, other.LastEnd, other.Statistics);

    /// <summary>Adds what was kept of such an edge.</summary>
    public void Add(double firstStart, double lastEnd, CallStatistics statistics)
    {
        Statistics.Add(statistics);
        FirstStart = Math.Min(FirstStart, firstStart);
        LastEnd = Math.Max(LastEnd, lastEnd);
    }
}
