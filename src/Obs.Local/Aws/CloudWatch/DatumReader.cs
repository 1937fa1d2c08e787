using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Reads and checks one datum by CloudWatch's rules.</summary>
/// <param name="item">The datum.</param>
/// <param name="path">Where it stands in the request, for messages.</param>
internal sealed class DatumReader(WireNode item, string path)
{
    private const int MaxName = 255;
    private const int MaxValues = 150;
    private static readonly double MaxValue = Math.Pow(2, 360);
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(14);
    private static readonly TimeSpan MaxAhead = TimeSpan.FromHours(2);

    public MetricDatum Read(string space, DateTimeOffset now)
    {
        string name = item.Text("MetricName") ?? throw AwsException.Missing(path + ".MetricName");
        if (name.Length is 0 or > MaxName)
        {
            throw Invalid("MetricName", name, $"1 to {MaxName} characters");
        }

        if (item.Whole("StorageResolution") is { } resolution and not (1 or 60))
        {
            throw Invalid("StorageResolution", resolution, "1 or 60");
        }

        MeasuredValues values = ReadValues();
        return new MetricDatum
        {
            Namespace = space,
            Name = name,
            Dimensions = DimensionReader.Read(item, path),
            Unit = MetricUnits.Check(item.Text("Unit"), path),
            Time = ReadTime(now).ToUnixTimeMilliseconds(),
            Count = values.Count,
            Sum = values.Sum,
            Min = values.Min,
            Max = values.Max,
            Distribution = values.Distribution,
        };
    }

    private DateTimeOffset ReadTime(DateTimeOffset now)
    {
        DateTimeOffset time = item.Time("Timestamp") ?? now;
        return time >= now - MaxAge && time <= now + MaxAhead ? time
            : throw Invalid("Timestamp", WireTime.ToIso(time), "within two weeks ago and two hours ahead");
    }

    private MeasuredValues ReadValues()
    {
        bool hasValue = item.Member("Value") is not null;
        bool hasValues = item.Items("Values").Count > 0;
        WireNode? statistics = item.Member("StatisticValues");
        return (hasValue, hasValues, statistics) switch
        {
            (true, false, null) => ReadValue(),
            (false, true, null) => ReadDistribution(),
            (false, false, { } set) => ReadStatistics(set),
            (false, false, null) => throw AwsException.Missing($"{path}.Value, .Values or .StatisticValues"),
            _ => throw AwsException.InvalidCombination(
                $"The parameters {path}.Value, .Values and .StatisticValues are mutually exclusive and you have specified more than one."),
        };
    }

    private MeasuredValues ReadValue()
    {
        double value = Number(item, "Value");
        return new MeasuredValues(1, value, value, value, null);
    }

    private MeasuredValues ReadStatistics(WireNode set)
    {
        double count = Number(set, "SampleCount");
        double min = Number(set, "Minimum");
        double max = Number(set, "Maximum");
        return count > 0 && min <= max ? new MeasuredValues(count, Number(set, "Sum"), min, max, null)
            : throw Invalid(
                "StatisticValues",
                $"SampleCount {count}, Minimum {min}, Maximum {max}",
                "a positive SampleCount and a Minimum up to the Maximum");
    }

    private MeasuredValues ReadDistribution()
    {
        double[] values = [.. item.Items("Values").Select(value => Check(value.AsNumber(path + ".Values"), "Values"))];
        double[] counts = item.Member("Counts") is null ? [.. Enumerable.Repeat(1.0, values.Length)]
            : [.. item.Items("Counts").Select(count => Check(count.AsNumber(path + ".Counts"), "Counts"))];
        if (values.Length > MaxValues || counts.Length != values.Length || counts.Any(static count => count < 0) || counts.Sum() <= 0)
        {
            throw Invalid(
                "Values",
                $"{values.Length} values and {counts.Length} counts",
                $"up to {MaxValues}, each with a count of 0 or more, not all 0");
        }

        return MeasuredValues.Of(values, counts);
    }

    private double Number(WireNode node, string name) =>
        Check(node.Number(name) ?? throw AwsException.Missing($"{path}.{name}"), name);

    private double Check(double value, string name) =>
        double.IsFinite(value) && Math.Abs(value) <= MaxValue ? value : throw Invalid(name, value, "finite and from -2^360 to 2^360");

    private AwsException Invalid(string name, object found, string allowed) =>
        AwsException.InvalidValue(
            FormattableString.Invariant($"The value {found} for parameter {path}.{name} is invalid. It must be {allowed}."));
}
