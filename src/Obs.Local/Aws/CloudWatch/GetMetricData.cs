using Obs.Local.MetricMath;
using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Statistics of metrics and expressions over them.</summary>
internal sealed class GetMetricData(MetricQueries metrics)
{
    private const int MaxQueries = 500;
    private const int MaxPoints = 100_800;

    private static readonly PageToken Token = PageToken.CloudWatch(nameof(GetMetricData));

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        var range = TimeRange.Read(input);
        List<MetricQuery> queries = MetricQueryReader.Read(input.Items("MetricDataQueries"), "MetricDataQueries", MaxQueries);
        foreach (MetricQuery query in queries.Where(static query => query.Metric is not null))
        {
            range.Period(query.Period / 1_000);
        }

        bool ascending = input.Text("ScanBy") switch
        {
            null or "TimestampDescending" => false,
            "TimestampAscending" => true,
            string other => throw AwsException.InvalidValue($"The value {other} for parameter ScanBy is invalid."),
        };
        long limit = Math.Clamp(input.Whole("MaxDatapoints") ?? MaxPoints, 1, MaxPoints);
        int start = (int)Math.Min(int.MaxValue, Token.ReadNumber(input) ?? 0);
        var computation = new MetricComputation(metrics, queries, range.From, range.To);
        (List<WireNode> results, bool more) = Results(computation, queries, ascending, start, limit);
        return Task.FromResult(WireNode.Of(
            ("MetricDataResults", WireNode.List(results)),
            ("NextToken", Token.Write(more ? start + limit : null)),
            ("Messages", WireNode.List([]))));
    }

    /// <summary>The points of all results count together against the limit, in the order of the results.</summary>
    private static (List<WireNode> Results, bool More) Results(
        MetricComputation computation, List<MetricQuery> queries, bool ascending, int skip, long limit)
    {
        List<WireNode> results = [];
        long left = limit;
        bool more = false;
        foreach (MetricQuery query in queries)
        {
            foreach (TimeSeries series in Compute(computation, query).Where(_ => query.IsReturned))
            {
                IEnumerable<KeyValuePair<long, double>> points = ascending ? series.Points : series.Points.Reverse();
                int skipped = Math.Min(skip, series.Points.Count);
                skip -= skipped;
                List<KeyValuePair<long, double>> page = [.. points.Skip(skipped).Take((int)left)];
                left -= page.Count;
                more |= skipped + page.Count < series.Points.Count;
                results.Add(Result(query, series, page, computation.IsPartial));
            }
        }

        return (results, more);
    }

    private static IReadOnlyList<TimeSeries> Compute(MetricComputation computation, MetricQuery query)
    {
        try
        {
            return computation.Compute(query.Id);
        }
        catch (MathException exception)
        {
            throw MetricQueryReader.InvalidExpression(query.Id, exception);
        }
    }

    private static WireNode Result(MetricQuery query, TimeSeries series, List<KeyValuePair<long, double>> points, bool isPartial) =>
        WireNode.Of(
            ("Id", query.Id),
            ("Label", DynamicLabel.Format(query.Label, series)),
            ("Timestamps", WireNode.List(points.Select(static point => (WireNode)DateTimeOffset.FromUnixTimeMilliseconds(point.Key)))),
            ("Values", WireNode.List(points.Select(static point => (WireNode)point.Value))),
            ("StatusCode", isPartial ? "PartialData" : "Complete"),
            ("Messages", isPartial ? WireNode.List([WireNode.Of(
                ("Code", "MaxMetricsExceeded"), ("Value", "A search found more than 500 metrics; the first 500 are given."))]) : null));
}
