using System.Globalization;
using Obs.Local.Aws;
using Obs.Local.Aws.CloudWatch;
using Obs.Local.MetricMath;

namespace Obs.Local.Alarms;

/// <summary>Reads a metric alarm out of the structure that PutMetricAlarm takes and DescribeAlarms gives, and checks it by the service's
/// rules.</summary>
internal static class MetricAlarmReader
{
    private const int MaxQueries = 20;
    private const int MaxMetrics = 10;
    private const long Day = 86_400;
    private const double SamplesBeyond = 10;

    private static readonly Dictionary<string, Func<double, double, bool>> Operators = new(StringComparer.Ordinal)
    {
        ["GreaterThanOrEqualToThreshold"] = static (value, threshold) => value >= threshold,
        ["GreaterThanThreshold"] = static (value, threshold) => value > threshold,
        ["LessThanThreshold"] = static (value, threshold) => value < threshold,
        ["LessThanOrEqualToThreshold"] = static (value, threshold) => value <= threshold,
    };

    /// <exception cref="AwsException">It is not a valid alarm, or one that cannot be evaluated here.</exception>
    public static MetricAlarm Read(WireNode alarm)
    {
        string comparison = alarm.Text("ComparisonOperator") ?? throw AwsException.Missing("ComparisonOperator");
        if (alarm.Text("ThresholdMetricId") is not null || !Operators.TryGetValue(comparison, out Func<double, double, bool>? breaches))
        {
            throw AwsException.Validation($"The local backend evaluates alarms with a fixed threshold and one of {string.Join(", ", Operators.Keys)}; found {comparison}.");
        }

        int periods = (int)Whole(
            alarm, "EvaluationPeriods", alarm.Whole("EvaluationPeriods") ?? throw AwsException.Missing("EvaluationPeriods"), 1, 604_800);
        List<MetricQuery> queries = Queries(alarm);
        long period = Check(Periods(queries).Max(), periods);
        return new MetricAlarm
        {
            Name = alarm.Text("AlarmName") ?? throw AwsException.Missing("AlarmName"),
            Queries = queries,
            Period = period,
            EvaluationPeriods = periods,
            DatapointsToAlarm = (int)Whole(alarm, "DatapointsToAlarm", alarm.Whole("DatapointsToAlarm") ?? periods, 1, periods),
            Threshold = Finite(alarm.Number("Threshold") ?? throw AwsException.Missing("Threshold")),
            Breaches = breaches,
            Missing = Missing(alarm.Text("TreatMissingData")),
            LeastSamples = LeastSamples(alarm.Text("EvaluateLowSampleCountPercentile"), alarm.Text("ExtendedStatistic")),
        };
    }

    // The service's rule for what a percentile needs to say something: ten samples beyond it.
    private static double LeastSamples(string? word, string? statistic)
    {
        if (word is not (null or "" or "evaluate" or "ignore"))
        {
            throw AwsException.Validation(
                $"The value {word} for parameter EvaluateLowSampleCountPercentile must be evaluate or ignore.");
        }

        return word == "ignore" && statistic is ['p', .. string digits]
            && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent)
            && Math.Min(percent, 100 - percent) is > 0 and double beyond
            ? Math.Round(SamplesBeyond * 100 / beyond) : 0;
    }

    private static double Finite(double threshold) => double.IsFinite(threshold) ? threshold
        : throw AwsException.Validation("The parameter Threshold must be a finite number.");

    private static MissingData Missing(string? word) => word switch
    {
        null or "" or "missing" => MissingData.Missing,
        "ignore" => MissingData.Ignore,
        "breaching" => MissingData.Breaching,
        "notBreaching" => MissingData.NotBreaching,
        _ => throw AwsException.Validation(
            $"The value {word} for parameter TreatMissingData must be breaching, notBreaching, ignore or missing."),
    };

    private static List<MetricQuery> Queries(WireNode alarm)
    {
        IReadOnlyList<WireNode> items = alarm.Items("Metrics");
        if (items.Count == 0)
        {
            return [Single(alarm)];
        }

        if (alarm.Text("MetricName") is not null)
        {
            throw AwsException.Validation("The parameters Metrics and MetricName are mutually exclusive and you have specified both.");
        }

        List<MetricQuery> queries = MetricQueryReader.Read(items, "Metrics", MaxQueries);
        if (queries.Count(static query => query.IsReturned) != 1)
        {
            throw AwsException.Validation("Exactly one element of Metrics must have ReturnData true.");
        }

        if (queries.Count(static query => query.Metric is not null) > MaxMetrics)
        {
            throw AwsException.Validation($"An alarm reads at most {MaxMetrics} metrics.");
        }

        return queries.Exists(
            static query => query.Expression?.All().OfType<MathExpression.Call>().Any(static call => call.Function == "SEARCH") == true)
            ? throw AwsException.Validation("SEARCH is not supported on Metric Alarms.") : queries;
    }

    private static MetricQuery Single(WireNode alarm)
    {
        string? statistic = alarm.Text("Statistic");
        string? extended = alarm.Text("ExtendedStatistic");
        if (statistic is null == extended is null)
        {
            throw AwsException.Validation("Exactly one of the parameters Statistic and ExtendedStatistic must be given.");
        }

        Statistic.Parse((statistic ?? extended)!, isExtended: extended is not null);
        return new MetricQuery
        {
            Id = "m1",
            Period = 1_000 * (alarm.Whole("Period") ?? throw AwsException.Missing("Period")),
            Metric = MetricQueryReader.Stat(alarm, "PutMetricAlarm", (statistic ?? extended)!, alarm.Text("Unit")),
        };
    }

    private static IEnumerable<long> Periods(List<MetricQuery> queries) =>
        queries.Select(static query => query.Period ?? 0).DefaultIfEmpty(60_000).Select(static period => Math.Max(period, 1_000));

    private static long Check(long period, int periods)
    {
        long seconds = period / 1_000;
        if (seconds is not (10 or 20 or 30) && (seconds == 0 || seconds % 60 != 0))
        {
            throw AwsException.Validation($"Period must be 10, 20, 30 or a multiple of 60; found {seconds}.");
        }

        long most = seconds >= 3_600 ? 7 * Day : Day;
        return seconds * periods <= most ? period
            : throw AwsException.Validation(
                $"Metrics cannot be checked across more than {most} seconds (EvaluationPeriods * Period must be <= {most}).");
    }

    private static long Whole(WireNode alarm, string name, long value, long least, long most) => value >= least && value <= most ? value
        : throw AwsException.Validation($"The value {value} for parameter {name} of {alarm.Text("AlarmName")} must be {least} to {most}.");
}
