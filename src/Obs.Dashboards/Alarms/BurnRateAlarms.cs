using System.Globalization;

namespace Obs.Dashboards;

/// <summary>Alarms on how fast the budgets of a service are spent: 14.4, 6, 3 and 1 times too fast, each over a long and a short
/// window.</summary>
/// <remarks><see href="https://sre.google/workbook/alerting-on-slos/"/></remarks>
public static class BurnRateAlarms
{
    /// <summary>Makes the alarms of both budgets: requests without a fault, and requests that are fast enough. The latter needs percentile
    /// ranks, and is left out where the service publishes statistic sets.</summary>
    /// <param name="catalogue">What the service emits.</param>
    /// <param name="options">Objective, least number of requests and actions.</param>
    /// <exception cref="DashboardFormatException">The catalogue lacks the metrics of requests.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static AlarmSet Create(MetricCatalogue catalogue, ServiceAlarmOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var metrics = new RedMetrics(catalogue, options.Environment);
        List<MetricAlarm> alarms = [];
        List<CompositeAlarm> composites = [];
        Add("availability", options.Objective.AvailabilityBudget, seconds => Availability(metrics, options, seconds));
        if (metrics.HasPercentiles)
        {
            Add("latency", options.Objective.LatencyBudget, seconds => Latency(metrics, options, seconds));
        }

        return new(alarms, composites);

        void Add(string objective, double budget, Func<int, AlarmQuery[]> queries)
        {
            string prefix = $"{metrics.ServiceName}-{metrics.EnvironmentName}-{objective}";
            // A share is at most 1: where the budget is so large that a burn rate cannot be reached, its alarm could never go off.
            foreach (BurnRateWindow window in BurnRateWindow.All.Where(window => window.BurnRate * budget < 1))
            {
                MetricAlarm slow = Alarm($"{prefix}-{window.Name}-long", window, window.LongSeconds);
                MetricAlarm fast = Alarm($"{prefix}-{window.Name}-short", window, window.ShortSeconds);
                alarms.AddRange([slow, fast]);
                composites.Add(new CompositeAlarm
                {
                    Name = $"{prefix}-{window.Name}",
                    Description = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{metrics.ServiceName} spends its {objective} budget {window.BurnRate} times too fast: {Share(window)}. {Urgency(window)}"),
                    Rule = $"ALARM({AlarmRuleText.Quote(slow.Name)}) AND ALARM({AlarmRuleText.Quote(fast.Name)})",
                    Actions = window.Pages ? options.PageActions : options.TicketActions,
                });
            }

            MetricAlarm Alarm(string name, BurnRateWindow window, int seconds) => new()
            {
                Name = name,
                Description = string.Create(
                    CultureInfo.InvariantCulture,
                    $"Share of requests that spend the {objective} budget, over {seconds} seconds: half of {prefix}-{window.Name}."),
                Queries = queries(seconds),
                Threshold = Math.Round(window.BurnRate * budget, 12),
            };
        }
    }

    private static string Share(BurnRateWindow window) => string.Create(
        CultureInfo.InvariantCulture,
        $"{window.BurnRate * window.LongSeconds / TimeSpan.FromDays(30).TotalSeconds:0.#%} of 30 days' budget in {window.Name}");

    private static string Urgency(BurnRateWindow window) => window.Pages ? "Act now." : "Act this week.";

    private static AlarmQuery[] Availability(RedMetrics metrics, ServiceAlarmOptions options, int seconds) =>
    [
        AlarmQuery.OfSeries("total", metrics.Of(RedMetrics.Latency), "SampleCount", seconds),
        AlarmQuery.OfSeries("faults", metrics.Of(RedMetrics.Fault), "Sum", seconds),
        AlarmQuery.OfExpression(
            "spent", string.Create(CultureInfo.InvariantCulture, $"IF(total > {options.MinimumRequests}, FILL(faults, 0) / total, 0)"),
            seconds),
    ];

    // PR(:300) is the percent of requests that took at most 300 ms.
    private static AlarmQuery[] Latency(RedMetrics metrics, ServiceAlarmOptions options, int seconds) =>
    [
        AlarmQuery.OfSeries("total", metrics.Of(RedMetrics.Latency), "SampleCount", seconds),
        AlarmQuery.OfSeries(
            "fast", metrics.Of(RedMetrics.Latency), $"PR(:{RedMetrics.Text(options.Objective.LatencyMilliseconds)})", seconds),
        AlarmQuery.OfExpression(
            "spent", string.Create(CultureInfo.InvariantCulture, $"IF(total > {options.MinimumRequests}, 1 - fast / 100, 0)"), seconds),
    ];
}
