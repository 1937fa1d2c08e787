using System.Globalization;

namespace Obs.Dashboards;

/// <summary>Alarms on silence: a service that no longer reports, and a business that stands still while people still come.</summary>
public static class HealthAlarms
{
    private const int Window = 900;
    private const int Windows = 2;

    /// <summary>Makes the alarms.</summary>
    /// <param name="catalogue">What the service emits.</param>
    /// <param name="options">Times, thresholds and actions.</param>
    /// <exception cref="DashboardFormatException">The catalogue lacks the metrics of requests.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static AlarmSet Create(MetricCatalogue catalogue, ServiceAlarmOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var metrics = new RedMetrics(catalogue, options.Environment);
        IEnumerable<MetricAlarm?> standstills = options.BusinessPairs.Select(pair => Standstill(metrics, options, pair.Cause, pair.Effect));
        return new([DeadMan(metrics, options), .. standstills.OfType<MetricAlarm>()], []);
    }

    // The one alarm to which missing data are the bad news.
    private static MetricAlarm DeadMan(RedMetrics metrics, ServiceAlarmOptions options) => new()
    {
        Name = $"{metrics.ServiceName}-{metrics.EnvironmentName}-silent",
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"{metrics.ServiceName} has reported no request for {options.DeadManMinutes} minutes: it is down, unreachable, or its metrics are."),
        Queries = [AlarmQuery.OfSeries("total", metrics.Of(RedMetrics.Latency), "SampleCount", periodSeconds: 60, returnsData: true)],
        Comparison = AlarmComparison.LessThanThreshold,
        Threshold = 1,
        EvaluationPeriods = options.DeadManMinutes,
        MissingData = MissingData.Breaching,
        Actions = options.PageActions,
    };

    private static MetricAlarm? Standstill(RedMetrics metrics, ServiceAlarmOptions options, string cause, string effect)
    {
        AlarmQuery[] causes = Sums(metrics, cause, "c");
        AlarmQuery[] effects = Sums(metrics, effect, "e");
        if (causes.Length == 0 || effects.Length == 0)
        {
            return null;
        }

        string happened = Sum(causes);
        return new()
        {
            Name = $"{metrics.ServiceName}-{metrics.EnvironmentName}-no-{effect.ToLowerInvariant()}",
            Description = $"{cause} go on and {effect} have stopped: people come and something keeps them from the rest.",
            Queries =
            [
                .. causes, .. effects,
                AlarmQuery.OfExpression(
                    "still",
                    string.Create(CultureInfo.InvariantCulture, $"IF({happened} >= {options.MinimumCause} AND {Sum(effects)} == 0, 1, 0)"),
                    Window),
            ],
            Threshold = 0,
            EvaluationPeriods = Windows,
            Actions = options.PageActions,
        };

        // A series that is silent has no point in a period at all; as a term of a sum it is 0.
        static string Sum(AlarmQuery[] queries) => $"({string.Join(" + ", queries.Select(static q => $"FILL({q.Id}, 0)"))})";
    }

    // SEARCH is not allowed in an alarm: the series that are known are named, up to half of the ten that an alarm may look at.
    private static AlarmQuery[] Sums(RedMetrics metrics, string name, string prefix)
    {
        CataloguedMetric? metric = metrics.Catalogue.Find(RedMetrics.BusinessNamespace, name);
        if (metric?.DimensionSets.FirstOrDefault(set => OfHere(set).Any()) is not { } set)
        {
            return [];
        }

        IReadOnlyList<string>[] series = [.. OfHere(set)];
        return series.Length > CloudWatchLimits.AlarmMetrics / 2
            ? []
            : [.. series.Select((values, i) => AlarmQuery.OfSeries(
                string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}"),
                new SeriesId(RedMetrics.BusinessNamespace, name, [.. set.Names.Zip(values)]), "Sum", Window))];

        IEnumerable<IReadOnlyList<string>> OfHere(DimensionSet set)
        {
            int environment = set.Names.ToList().IndexOf(RedMetrics.Environment);
            return set.Series.Where(values => environment < 0 || values[environment] == metrics.EnvironmentName);
        }
    }
}
