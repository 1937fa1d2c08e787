using System.Globalization;

namespace Obs.Dashboards;

/// <summary>A business that stands still while people still come: the cause goes on, and not one effect follows.</summary>
/// <remarks>SEARCH is not allowed in an alarm, and an alarm looks at ten series: the series that are known are named, ten to an alarm, and
/// a composite alarm puts them together.</remarks>
internal static class StandstillAlarms
{
    private const int Window = 900;
    private const int Windows = 2;

    public static AlarmSet Create(RedMetrics metrics, ServiceAlarmOptions options, string cause, string effect)
    {
        string name = $"{metrics.ServiceName}-{metrics.EnvironmentName}-no-{effect.ToLowerInvariant()}";
        MetricAlarm[] going = [.. Parts(metrics, cause, (sum, part) => new MetricAlarm
        {
            Name = $"{name}-{cause.ToLowerInvariant()}-{part}",
            Description = $"{cause} go on: one side of {name}.",
            Queries = sum,
            Comparison = AlarmComparison.GreaterThanOrEqualToThreshold,
            Threshold = options.MinimumCause,
            EvaluationPeriods = Windows,
        })];
        MetricAlarm[] stopped = [.. Parts(metrics, effect, (sum, part) => new MetricAlarm
        {
            Name = $"{name}-{effect.ToLowerInvariant()}-{part}",
            Description = $"{effect} have stopped: the other side of {name}.",
            Queries = sum,
            Comparison = AlarmComparison.LessThanOrEqualToThreshold,
            Threshold = 0,
            EvaluationPeriods = Windows,
            // What never happens is never published.
            MissingData = MissingData.Breaching,
        })];
        return going.Length == 0 || stopped.Length == 0
            ? new([], [])
            : new([.. going, .. stopped], [Composite(name, cause, effect, going, stopped, options)]);
    }

    private static CompositeAlarm Composite(
        string name, string cause, string effect, MetricAlarm[] going, MetricAlarm[] stopped, ServiceAlarmOptions options) => new()
        {
            Name = name,
            Description = $"{cause} go on and {effect} have stopped: people come, and something keeps them from the rest.",
            Rule = $"({string.Join(" OR ", going.Select(InAlarm))}) AND {string.Join(" AND ", stopped.Select(InAlarm))}",
            Actions = options.PageActions,
        };

    private static string InAlarm(MetricAlarm alarm) => $"ALARM({AlarmRuleText.Quote(alarm.Name)})";

    private static IEnumerable<MetricAlarm> Parts(RedMetrics metrics, string name, Func<AlarmQuery[], string, MetricAlarm> make)
    {
        CataloguedMetric? metric = metrics.Catalogue.Find(RedMetrics.BusinessNamespace, name);
        if (metric?.DimensionSets.FirstOrDefault(set => OfHere(metrics, set).Any()) is not { } set)
        {
            yield break;
        }

        int part = 0;
        foreach (IReadOnlyList<string>[] chunk in OfHere(metrics, set).Chunk(CloudWatchLimits.AlarmMetrics))
        {
            AlarmQuery[] series = [.. chunk.Select((values, i) => AlarmQuery.OfSeries(
                string.Create(CultureInfo.InvariantCulture, $"m{i}"),
                new SeriesId(RedMetrics.BusinessNamespace, name, [.. set.Names.Zip(values)]), "Sum", Window))];
            // A series that is silent has no value in a period at all; as a term of a sum it is 0.
            string sum = string.Join(" + ", series.Select(static query => $"FILL({query.Id}, 0)"));
            yield return make([.. series, AlarmQuery.OfExpression("sum", sum, Window)], (++part).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<IReadOnlyList<string>> OfHere(RedMetrics metrics, DimensionSet set)
    {
        int environment = set.Names.ToList().IndexOf(RedMetrics.Environment);
        return set.Series.Where(values => environment < 0 || values[environment] == metrics.EnvironmentName);
    }
}
