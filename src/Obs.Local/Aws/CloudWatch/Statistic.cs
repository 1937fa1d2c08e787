using System.Globalization;
using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>A statistic by the name CloudWatch gives it: Sum, Average, Minimum, Maximum, SampleCount or a percentile such as p99.9.</summary>
internal sealed class Statistic
{
    private readonly Func<MetricBucket, double?> _of;

    private Statistic(string name, bool isPercentile, Func<MetricBucket, double?> of) => (Name, IsPercentile, _of) = (name, isPercentile, of);

    public string Name { get; }

    public bool IsPercentile { get; }

    /// <exception cref="AwsException">It is none of those.</exception>
    public static Statistic Parse(string name) => name switch
    {
        "Sum" => new(name, false, static bucket => bucket.Sum),
        "Average" => new(name, false, static bucket => bucket.Average),
        "Minimum" => new(name, false, static bucket => bucket.Min),
        "Maximum" => new(name, false, static bucket => bucket.Max),
        "SampleCount" => new(name, false, static bucket => bucket.Count),
        ['p', .. string digits] when double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent)
            && percent is >= 0 and <= 100 => new(name, true, bucket => bucket.Percentile(percent)),
        _ => throw AwsException.InvalidValue(
            $"The statistic {name} is not supported by the local backend; ask for Sum, Average, Minimum, Maximum, SampleCount or p0 to p100."),
    };

    /// <summary>Null when the data cannot say.</summary>
    public double? Of(MetricBucket bucket) => _of(bucket);
}
