using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>One statistic of one metric per query. Metric math is refused rather than answered with something else.</summary>
internal sealed class GetMetricData(MetricQueries metrics)
{
    private const int MaxQueries = 500;
    private const long MaxPoints = 100_800; // Data points in one answer, by the API.

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        IReadOnlyList<WireNode> queries = input.Items("MetricDataQueries");
        if (queries.Count is 0 or > MaxQueries)
        {
            throw AwsException.Validation($"MetricDataQueries must have 1 to {MaxQueries} items; found {queries.Count}.");
        }

        var range = TimeRange.Read(input);
        bool ascending = (input.Text("ScanBy") ?? "TimestampDescending") switch
        {
            "TimestampAscending" => true,
            "TimestampDescending" => false,
            string other => throw AwsException.Validation($"ScanBy must be TimestampAscending or TimestampDescending; found {other}."),
        };
        long limit = Math.Min(input.Whole("MaxDatapoints") ?? MaxPoints, MaxPoints);
        IEnumerable<WireNode> results = queries
            .Select(query => Run(query, range, ascending, limit))
            .Zip(queries)
            .Where(static pair => pair.Second.Flag("ReturnData") ?? true)
            .Select(static pair => pair.First);
        return Task.FromResult(WireNode.Of(("MetricDataResults", WireNode.List(results)), ("Messages", WireNode.List([]))));
    }

    private WireNode Run(WireNode query, TimeRange range, bool ascending, long limit)
    {
        string id = query.Text("Id") ?? throw AwsException.Missing("MetricDataQueries.Id");
        if (query.Member("Expression") is not null)
        {
            throw AwsException.Validation($"Error in expression '{id}': metric math is not supported by the local backend; ask for a MetricStat.");
        }

        WireNode stat = query.Member("MetricStat") ?? throw AwsException.Missing($"MetricDataQueries.{id}.MetricStat");
        WireNode metric = stat.Member("Metric") ?? throw AwsException.Missing($"MetricDataQueries.{id}.MetricStat.Metric");
        var statistic = Statistic.Parse(stat.Text("Stat") ?? throw AwsException.Missing($"MetricDataQueries.{id}.MetricStat.Stat"));
        string name = metric.Text("MetricName") ?? throw AwsException.Missing($"MetricDataQueries.{id}.MetricStat.Metric.MetricName");
        SortedDictionary<long, MetricBucket> buckets = metrics.Read(
            metrics.FindSeries(metric.Text("Namespace") ?? throw AwsException.Missing("Namespace"), name, DimensionReader.Read(metric, id), stat.Text("Unit")),
            range.From, range.To, range.Period(stat.Whole("Period")));
        List<(long Time, double Value)> points =
        [
            .. buckets.Select(pair => (pair.Key, Value: statistic.Of(pair.Value))).Where(static point => point.Value is not null)
                .Select(static point => (point.Key, point.Value!.Value)),
        ];
        if (!ascending)
        {
            points.Reverse();
        }

        return Result(id, query.Text("Label") ?? name, points.Take((int)limit));
    }

    private static WireNode Result(string id, string label, IEnumerable<(long Time, double Value)> points) => WireNode.Of(
        ("Id", id),
        ("Label", label),
        ("Timestamps", WireNode.List(points.Select(static point => (WireNode)DateTimeOffset.FromUnixTimeMilliseconds(point.Time)))),
        ("Values", WireNode.List(points.Select(static point => (WireNode)point.Value))),
        ("StatusCode", "Complete"));
}
