using System.Globalization;
using System.Text.RegularExpressions;
using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>A statistic by the name CloudWatch gives it: Sum, Average, Minimum, Maximum, SampleCount, a percentile such as p99.9, or one of
/// the trimmed ones, tm99, TM(10%:90%), TC, TS, WM, IQM and PR.</summary>
internal sealed partial class Statistic
{
    private readonly Func<MetricBucket, double?> _of;

    private Statistic(string name, bool isExtended, Func<MetricBucket, double?> of) => (Name, IsExtended, _of) = (name, isExtended, of);

    public string Name { get; }

    /// <summary>It is asked for as an extended statistic.</summary>
    public bool IsExtended { get; }

    /// <exception cref="AwsException">It is none of those.</exception>
    public static Statistic Parse(string name) => TryParse(name) ?? throw AwsException.InvalidValue(
        $"The value {name} for parameter Stat is not supported. Ask for Sum, Average, Minimum, Maximum, SampleCount, p0 to p100, tm, tc, ts, wm, "
        + "TM(a:b), TC(a:b), TS(a:b), WM(a:b), PR(a:b) or IQM.");

    /// <summary>One of the five plain ones, or one of the others, by the parameter that names it.</summary>
    /// <exception cref="AwsException">It is none of those.</exception>
    public static Statistic Parse(string name, bool isExtended) => TryParse(name) is { } found && found.IsExtended == isExtended ? found
        : throw AwsException.Validation(isExtended
            ? $"The value {name} for parameter ExtendedStatistic is not one: ask for p0 to p100, tm, tc, ts, wm, TM(a:b), TC(a:b), TS(a:b), WM(a:b), PR(a:b) or IQM."
            : $"The value {name} for parameter Statistic must be SampleCount, Average, Sum, Minimum or Maximum.");

    public static Statistic? TryParse(string name) => name switch
    {
        "Sum" => new(name, false, static bucket => bucket.Sum),
        "Average" => new(name, false, static bucket => bucket.Average),
        "Minimum" => new(name, false, static bucket => bucket.Min),
        "Maximum" => new(name, false, static bucket => bucket.Max),
        "SampleCount" => new(name, false, static bucket => bucket.Count),
        "IQM" => new(name, true, static bucket => bucket.Range(ValueRange.Percent(25, 75))?.Mean),
        _ => TryParseShort(name) ?? TryParseRange(name),
    };

    /// <summary>Null when the data cannot say.</summary>
    public double? Of(MetricBucket bucket) => _of(bucket);

    private static Statistic? TryParseShort(string name)
    {
        Match match = Short().Match(name);
        if (!match.Success || !double.TryParse(
            match.Groups["percent"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent)
            || percent > 100)
        {
            return null;
        }

        var range = ValueRange.Percent(0, percent);
        return match.Groups["kind"].Value switch
        {
            "p" => new(name, true, bucket => bucket.Percentile(percent)),
            "tm" => new(name, true, bucket => bucket.Range(range)?.Mean),
            "tc" => new(name, true, bucket => bucket.Range(range)?.Count),
            "ts" => new(name, true, bucket => bucket.Range(range)?.Sum),
            _ => new(name, true, bucket => bucket.Range(range)?.Winsorized),
        };
    }

    private static Statistic? TryParseRange(string name)
    {
        Match match = Ranged().Match(name);
        if (!match.Success || ValueRange.TryParse(match.Groups["from"].Value, match.Groups["to"].Value) is not { } range)
        {
            return null;
        }

        return match.Groups["kind"].Value switch
        {
            "TM" => new(name, true, bucket => bucket.Range(range)?.Mean),
            "TC" => new(name, true, bucket => bucket.Range(range)?.Count),
            "TS" => new(name, true, bucket => bucket.Range(range)?.Sum),
            "WM" => new(name, true, bucket => bucket.Range(range)?.Winsorized),
            _ => range.IsPercent ? null : new(name, true, bucket => bucket.Range(range)?.Share * 100),
        };
    }

    [GeneratedRegex(@"^(?<kind>p|tm|tc|ts|wm)(?<percent>\d{1,3}(\.\d{1,10})?)$", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Short();

    [GeneratedRegex(@"^(?<kind>TM|TC|TS|WM|PR)\((?<from>[0-9.]*%?):(?<to>[0-9.]*%?)\)$", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Ranged();
}
