using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Obs.Insights;

namespace Obs.Benchmarks;

/// <summary>Queries over 50,000 lines of 226 bytes, on one thread, which is what CPU time a line means. The baseline is a scan that was
/// written by hand for the one query. Budgets: the same time as the hand-written scan for that query; four times it for ten fields,
/// a regular expression, a sort and a dedup (3 µs a line where the scan takes 0.75).</summary>
[MemoryDiagnoser]
public class InsightsBenchmarks
{
    private const int Lines = 50_000;

    private readonly byte[] _log = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Lines).Select(static i => Line(i) + "\n")));
    private readonly InsightsOptions _options = new() { Parallelism = 1 };
    private readonly InsightsQuery _grouped = InsightsQuery.Parse("stats count(*), pct(duration, 99) by bin(5m), route");

    private readonly InsightsQuery _ten = InsightsQuery.Parse(
        """
        parse message /(?<verb>[A-Z]+) (?<target>\S+) responded (?<code>\d+) in (?<took>[\d.]+) ms/
        | filter verb = "GET"
        | fields timestamp, level, route, status, duration, user, traceId, verb, target, took
        | sort duration desc
        | dedup user
        | limit 100
        """);

    [Benchmark(Baseline = true, Description = "hand-written scan")]
    public int HandWritten() => HandWrittenScan.CountGroups(_log);

    [Benchmark(Description = "stats count(*), pct by bin, route")]
    [Budget(Ratio = 1.0)]
    public Task<InsightsResult> Grouped() => RunAsync(_grouped);

    [Benchmark(Description = "10 fields, regex, sort, dedup")]
    [Budget(Ratio = 4.0)]
    public Task<InsightsResult> TenFields() => RunAsync(_ten);

    /// <summary>A line of 226 bytes or so, without its end.</summary>
    internal static string Line(int i)
    {
        int route = i * 7 % 20;
        double duration = i * 7_919 % 500_000 / 1_000.0;
        DateTimeOffset time = DateTimeOffset.UnixEpoch.AddMilliseconds(1_767_225_600_000 + (i * 86L));
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"timestamp":"{{time:yyyy-MM-ddTHH:mm:ss.fffZ}}","level":"Information","message":"HTTP GET /r{{route}} responded 200 in {{duration}} ms",
            "route":"/r{{route}}","status":200,"duration":{{duration}},"user":"u{{i % 5_000}}","traceId":"{{i:x32}}"}
            """).ReplaceLineEndings("");
    }

    private Task<InsightsResult> RunAsync(InsightsQuery query) =>
        InsightsEngine.RunAsync(query, LogSource.FromLines(new MemoryStream(_log)), _options);
}
