using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Names the metrics received, 500 at a time.</summary>
internal sealed class ListMetrics(MetricQueries metrics, TimeProvider time)
{
    private const int PageSize = 500;

    private static readonly PageToken Token = PageToken.CloudWatch(nameof(ListMetrics));
    private static readonly TimeSpan Recent = TimeSpan.FromHours(3);

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        int start = (int)Math.Min(int.MaxValue, Token.ReadNumber(input) ?? 0);
        List<(string Name, string? Value)> wanted =
            [.. input.Items("Dimensions").Select(
                static item => (item.Text("Name") ?? throw AwsException.Missing("Dimensions.Name"), item.Text("Value")))];
        List<SeriesRow> found =
        [
            .. metrics.FindSeries(input.Text("Namespace"), input.Text("MetricName"), Since(input.Text("RecentlyActive")))
                .DistinctBy(static series => (series.Namespace, series.Name, series.Dimensions))
                .Where(series => Matches(series, wanted)),
        ];
        WireNode page = WireNode.List(found.Skip(start).Take(PageSize).Select(static series => WireNode.Of(
            ("Namespace", series.Namespace), ("MetricName", series.Name), ("Dimensions", DimensionReader.Write(series.Dimensions)))));
        string? next = Token.Write(found.Count - start > PageSize ? (long)start + PageSize : null);
        return Task.FromResult(WireNode.Of(("Metrics", page), ("NextToken", next)));
    }

    private static bool Matches(SeriesRow series, List<(string Name, string? Value)> wanted)
    {
        if (wanted.Count == 0)
        {
            return true;
        }

        Dictionary<string, string> dimensions = Dimensions.Parse(series.Dimensions);
        return wanted.TrueForAll(
            want => dimensions.TryGetValue(want.Name, out string? value) && (want.Value is null || want.Value == value));
    }

    private long Since(string? recentlyActive) => recentlyActive switch
    {
        null => 0,
        "PT3H" => (time.GetUtcNow() - Recent).ToUnixTimeMilliseconds(),
        _ => throw AwsException.InvalidValue($"The value {recentlyActive} for parameter RecentlyActive is invalid. It must be PT3H."),
    };
}
