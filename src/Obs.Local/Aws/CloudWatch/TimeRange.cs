using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>The time a metric is asked for: from, included, to, not included, in milliseconds since 1970.</summary>
internal readonly record struct TimeRange(long From, long To)
{
    private const long MaxPoints = 100_800;

    public static TimeRange Read(WireNode input)
    {
        DateTimeOffset from = input.Time("StartTime") ?? throw AwsException.Missing("StartTime");
        DateTimeOffset to = input.Time("EndTime") ?? throw AwsException.Missing("EndTime");
        return from < to ? new TimeRange(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds())
            : throw AwsException.Validation("The parameter StartTime must be less than the parameter EndTime.");
    }

    /// <summary>Milliseconds of a period given in seconds.</summary>
    public long Period(long? seconds) => seconds switch
    {
        null => throw AwsException.Missing("Period"),
        { } known when MetricPeriod.IsKnown(known) => Check(known * 1_000),
        _ => throw AwsException.InvalidValue($"The value {seconds} for parameter Period is invalid. It must be {MetricPeriod.Known}."),
    };

    private long Check(long period) => (To - From) / period <= MaxPoints ? period
        : throw AwsException.InvalidCombination(
            $"You have requested up to {(To - From) / period} data points, which exceeds the limit of {MaxPoints}. Ask for a longer period or a shorter time.");
}
