using Obs.Local.Filters;
using Obs.Local.Graph;
using Obs.Local.Traces;

namespace Obs.Local.Aws.XRay;

/// <summary>Statistics of services or edges by period.</summary>
internal sealed class GetTimeSeries(GraphQueries graphs, GroupTraces traces, TraceGroups groups)
{
    private const int MaxPeriods = 1_440;
    private const long DefaultPeriod = 60;

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        (double from, double to) = XRayTime.Range(input);
        double period = input.Whole("Period") switch
        {
            null => DefaultPeriod,
            60 or 300 => input.Whole("Period")!.Value,
            long other => throw AwsException.XRayRequest($"Period must be 60 or 300; found {other}."),
        };
        if ((to - from) / period > MaxPeriods)
        {
            throw AwsException.XRayRequest($"The time range has more than {MaxPeriods} periods.");
        }

        FilterExpression? selector = Selector(input.Text("EntitySelectorExpression"));
        ILookup<double, string>? chosen = groups.Filter(input) is { } filter
            ? traces.Find(filter, from, to).ToLookup(trace => Begin(trace.Start, period), static trace => trace.Id) : null;
        List<WireNode> statistics = [];
        for (double start = Begin(from, period); start < to; start += period)
        {
            ServiceGraph graph = chosen is null
                ? graphs.Read(Math.Max(start, from), Math.Min(start + period, to), service: null)
                : graphs.Read([.. chosen[start]]);
            if (Of(graph, selector, start) is { } found)
            {
                statistics.Add(found);
            }
        }

        return Task.FromResult(
            WireNode.Of(("TimeSeriesServiceStatistics", WireNode.List(statistics)), ("ContainsOldGroupVersions", false)));
    }

    private static double Begin(double time, double period) => Math.Floor(time / period) * period;

    private static FilterExpression? Selector(string? text) => XRayFilter.Parse(text) switch
    {
        null => null,
        ServiceTerm { Inner: null } service => service,
        EdgeTerm { Inner: null } edge => edge,
        _ => throw AwsException.XRayRequest("EntitySelectorExpression must be one service() or edge() without a condition."),
    };

    private static WireNode? Of(ServiceGraph graph, FilterExpression? selector, double start)
    {
        var sum = new CallStatistics();
        bool isService = selector is ServiceTerm;
        foreach (CallStatistics found in isService
            ? graph.Nodes.Where(node => node.Kind != NodeKind.Client && ((ServiceTerm)selector!).Node.Matches(Node(node)))
                .Select(static node => node.Statistics)
            : graph.Edges.Where(edge => !edge.IsLink)
                .Where(edge => selector is not EdgeTerm term
                    || (term.Source.Matches(Node(edge.Source)) && term.Target.Matches(Node(edge.Target))))
                .Select(static edge => edge.Statistics))
        {
            sum.Add(found);
        }

        return sum.Total == 0 ? null : WireNode.Of(
            ("Timestamp", XRayTime.At(start)),
            (isService ? "ServiceSummaryStatistics" : "EdgeSummaryStatistics", ServiceGraphWriter.Statistics(sum)),
            ("ResponseTimeHistogram", ServiceGraphWriter.Histogram(sum)));
    }

    private static FilterNode Node(GraphNode node) => new([node.Name], ServiceGraphWriter.TypeOf(node), null);
}
