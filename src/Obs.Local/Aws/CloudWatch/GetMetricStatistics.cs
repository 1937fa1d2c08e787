using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Several statistics of one metric.</summary>
internal sealed class GetMetricStatistics(MetricQueries metrics)
{
    private const int MaxPoints = 1_440; // By the API.

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        string space = input.Text("Namespace") ?? throw AwsException.Missing("Namespace");
        string name = input.Text("MetricName") ?? throw AwsException.Missing("MetricName");
        IReadOnlyList<string> plain = input.Texts("Statistics");
        IReadOnlyList<string> extended = input.Texts("ExtendedStatistics");
        if (plain.Count + extended.Count == 0)
        {
            throw AwsException.Missing("Statistics or ExtendedStatistics");
        }

        var range = TimeRange.Read(input);
        long period = range.Period(input.Whole("Period"));
        if ((range.To - range.From) / period > MaxPoints)
        {
            throw AwsException.InvalidCombination(
                $"You have requested up to {(range.To - range.From) / period} datapoints, which exceeds the limit of {MaxPoints}.");
        }

        List<SeriesRow> series = metrics.FindSeries(space, name, DimensionReader.Read(input, "GetMetricStatistics"), input.Text("Unit"));
        List<Statistic> statistics =
        [
            .. plain.Select(static statistic => Statistic.Parse(statistic, isExtended: false)),
            .. extended.Select(static statistic => Statistic.Parse(statistic, isExtended: true)),
        ];
        string unit = series.Count > 0 ? series[0].Unit : MetricUnits.None;
        IEnumerable<WireNode> points = metrics.Read(series, range.From, range.To, period).Select(
            pair => Point(pair.Key, pair.Value, statistics, unit));
        return Task.FromResult(WireNode.Of(("Label", name), ("Datapoints", WireNode.List(points))));
    }

    private static WireNode Point(long time, MetricBucket bucket, List<Statistic> statistics, string unit)
    {
        var members = new OrderedDictionary<string, WireNode>(StringComparer.Ordinal)
        {
            ["Timestamp"] = DateTimeOffset.FromUnixTimeMilliseconds(time),
            ["Unit"] = unit,
        };
        List<KeyValuePair<string, WireNode>> percentiles = [];
        foreach (Statistic statistic in statistics)
        {
            if (statistic.Of(bucket) is not { } value)
            {
                continue;
            }

            if (statistic.IsExtended)
            {
                percentiles.Add(new(statistic.Name, value));
            }
            else
            {
                members[statistic.Name] = value;
            }
        }

        if (percentiles.Count > 0)
        {
            members["ExtendedStatistics"] = WireNode.Map(percentiles);
        }

        return WireNode.Structure(members);
    }
}
