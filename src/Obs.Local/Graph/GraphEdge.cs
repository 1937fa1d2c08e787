namespace Obs.Local.Graph;

/// <summary>The calls from one node to another.</summary>
internal sealed class GraphEdge(GraphNode source, GraphNode target)
{
    public GraphNode Source { get; } = source;

    public GraphNode Target { get; } = target;

    public string Id => $"{Source.Id},{Target.Id}";

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
