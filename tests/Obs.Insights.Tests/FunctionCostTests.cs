using System.Text;
using Obs.TestSupport;

namespace Obs.Insights.Tests;

/// <summary>What a function may cost with the largest event there is.</summary>
[Collection(Alone.Name)]
public sealed class FunctionCostTests
{
    private const int EventBytes = 1 << 20; // The most that PutLogEvents takes.
    private const long MaxBytes = 64L << 20;

    private static readonly TimeSpan MaxProcessor = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, string> Events = new()
    {
        ["letters"] = $$"""{"t":"{{new string('a', EventBytes - 20)}}","n":5}""",
        ["blanks"] = $$"""{"t":"{{new string(' ', EventBytes - 20)}}","n":5}""",
        ["digits"] = $$"""{"t":"{{new string('9', EventBytes - 20)}}","n":5}""",
        ["nested"] = $$"""{"t":"{{new string('[', EventBytes - 20)}}","n":5}""",
        ["members"] = $$"""{"t":"{ {{Members()}} }","n":5}""",
    };

    public static TheoryData<string> Functions() =>
    [
        "abs(t)", "ceil(t)", "floor(t)", "log(t)", "sqrt(t)", "greatest(MANY)", "least(MANY)", "t + t * t - t / t % t ^ t", "ispresent(t)",
        "coalesce(none, MANY)", "jsonParse(t)", "jsonStringify(jsonParse(t))", "jsonParse(@message)", "isempty(t)", "isblank(t)",
        "concat(t, t, t)", "ltrim(t)", "rtrim(t)", "trim(t)", "ltrim(t, 'a ')", "rtrim(t, 'a ')", "trim(t, 'a 9')", "strlen(t)",
        "toupper(t)", "tolower(t)", "substr(t, 1)", "substr(t, 9, 1000000)", "replace(t, 'a', 'b')", "replace(t, 'aa', 'b')",
        "replace(t, t, t)", "strcontains(t, 'ab')", "strcontains(t, t)", "fromMillis(t)", "toMillis(t)", "datefloor(@timestamp, 1s)",
        "isValidIp(t)",
        "isValidIpV4(t)", "isValidIpV6(t)", "isIpInSubnet(t, t)", "isIpv4InSubnet(t, '10.0.0.0/8')", "isIpv6InSubnet(t, '2001:db8::/32')",
        "t in [t, 'a']", "t like 'ab'", "t like /a+b/", "t = t",
    ];

    public static TheoryData<string> Commands() =>
    [
        "stats count(t), count_distinct(t), sum(t), avg(t), stddev(t)", "stats min(t), max(t), sortsFirst(t), sortsLast(t)",
        "stats pct(t, 99), median(t), earliest(t), latest(t)", "stats count(*) by t", "sort t desc", "dedup t",
        "parse t '*a*' as x, y", "parse t /(?<x>a+)/", "fields t | limit 1",
    ];

    [Theory]
    [MemberData(nameof(Functions))]
    public Task T20_A_function_of_the_largest_event_takes_a_second_and_64_MiB_at_most(string function) => CostsAsync(
        "fields " + function.Replace("MANY", string.Join(", ", Enumerable.Repeat("t", 50)), StringComparison.Ordinal)
        + " as made | fields strlen(made)");

    [Theory]
    [MemberData(nameof(Commands))]
    public Task T20_A_command_over_the_largest_event_takes_a_second_and_64_MiB_at_most(string command) => CostsAsync(command);

    private static async Task CostsAsync(string query)
    {
        var options = new InsightsOptions { Parallelism = 1 };
        await Run.Query(query, LogSource.FromEvents(Run.Events(["""{"t":"a","n":1}"""])), options);
        foreach ((string name, string text) in Events)
        {
            // What the runtime does meanwhile counts too, and what shares the processor makes it slow: measured again before it is called
            // dear.
            await Eventually.PassAsync(async () =>
            {
                LogSource source = LogSource.FromEvents([new LogEvent(Run.Start, Encoding.UTF8.GetBytes(text))]);
                long bytes = GC.GetTotalAllocatedBytes(precise: true);
                TimeSpan processor = Environment.CpuUsage.TotalTime;

                await Run.Query(query, source, options);

                (GC.GetTotalAllocatedBytes(precise: true) - bytes).Should().BeLessThan(MaxBytes, "of {0}", name);
                (Environment.CpuUsage.TotalTime - processor).Should().BeLessThan(MaxProcessor, "of {0}", name);
            });
        }
    }

    private static string Members() => string.Join(
        ',', Enumerable.Range(0, EventBytes / 16).Select(static number => $"\\\"m{number:D6}\\\":1"));
}
