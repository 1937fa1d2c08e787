using System.Globalization;
using Obs.Metrics;

namespace Obs.Cli.Reports;

/// <summary>The table of a report that tells what is different from a period before.</summary>
internal static class ComparisonSection
{
    private const double Level = 0.05;

    private static readonly KeyValuePair<string, string>[] Columns =
    [
        new("subject", "Of"),
        new("measure", "Measure"),
        new("verdict", "Verdict"),
        new("before", "Before"),
        new("after", "After"),
        new("difference", "Difference"),
        new("changePercent", "Change %"),
        new("p", "p"),
    ];

    /// <summary>Sets <paramref name="after"/> against <paramref name="before"/>; neither is empty.</summary>
    public static ReportSection Of(IReadOnlyList<MetricWindow> before, IReadOnlyList<MetricWindow> after)
    {
        IReadOnlyList<Difference> all = PeriodComparer.Compare(before, after);
        int tested = all.Count(static one => one.Chance is not null);
        int significant = all.Count(one => IsSignificant(one, tested));
        return new ReportSection("comparison", "Compared with before", Columns, 3, [.. all.Select(one => Row(one, tested))])
        {
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"Before is {Moment(before[0].Start)} to {Moment(before[^1].End)}, "
                + $"after is {Moment(after[0].Start)} to {Moment(after[^1].End)}. "
                + $"{significant} of {tested} differences are significant, which is p below 0.05 / {tested}: by chance alone "
                + $"one such table in twenty would show any. The test takes requests as independent of one another; one incident that slows many at once is "
                + $"significant too, whatever caused it."),
        };
    }

    private static object?[] Row(Difference one, int tested)
    {
        double? difference = one.After - one.Before;
        return
        [
            one.Subject, one.Measure, Verdict(one, difference, tested), one.Before, one.After, difference,
            one.Before is > 0 ? 100 * difference / one.Before : null, one.Chance,
        ];
    }

    private static string Verdict(Difference one, double? difference, int tested) => (one, difference) switch
    {
        ({ Before: null, After: null }, _) => "nothing measured",
        ({ Before: null }, _) => "only after",
        ({ After: null }, _) => "only before",
        ({ Measure: "requests" }, _) => "see the rate",
        ({ Chance: null }, _) => "too little to say",
        (_, > 0) when IsSignificant(one, tested) => "higher, significant",
        (_, < 0) when IsSignificant(one, tested) => "lower, significant",
        _ => "no significant difference",
    };

    private static bool IsSignificant(Difference one, int tested) => one.Chance < Level / tested;

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
