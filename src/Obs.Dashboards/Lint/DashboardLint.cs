using System.Globalization;
using Obs.Dashboards.Expressions;

namespace Obs.Dashboards;

/// <summary>Finds what in a dashboard, a set of alarms or a query would be refused, or show nothing, or something that is not meant.
/// Thread-safe.</summary>
public static class DashboardLint
{
    /// <summary>Checks a dashboard.</summary>
    /// <param name="dashboard">The dashboard.</param>
    /// <param name="catalogue">What the service emits; null when that is not known.</param>
    /// <returns>The findings, from top to bottom.</returns>
    public static IReadOnlyList<DashboardFinding> Check(Dashboard dashboard, MetricCatalogue? catalogue)
    {
        ArgumentNullException.ThrowIfNull(dashboard);
        var findings = new Findings();
        catalogue = OfThisService([.. dashboard.Widgets.SelectMany(Services)], catalogue, "this dashboard", findings);
        var rules = new WidgetRules(catalogue, findings, ChosenByReader(dashboard));
        for (int i = 0; i < dashboard.Widgets.Count; i++)
        {
            rules.Check(dashboard.Widgets[i], Place(i));
        }

        CheckWhole(dashboard, findings);
        new VariableRules(catalogue, findings).Check(dashboard.Variables);
        return findings.All;
    }

    /// <summary>Checks alarms.</summary>
    /// <param name="alarms">The alarms.</param>
    /// <param name="catalogue">What the service emits; null when that is not known.</param>
    public static IReadOnlyList<DashboardFinding> Check(AlarmSet alarms, MetricCatalogue? catalogue)
    {
        ArgumentNullException.ThrowIfNull(alarms);
        var findings = new Findings();
        catalogue = OfThisService(
            [.. alarms.MetricAlarms.SelectMany(static a => a.Queries).Select(static q => q.Series?.Value(RedMetrics.Service))
                .OfType<string>()],
            catalogue, "these alarms", findings);
        new AlarmRules(catalogue, findings).Check(alarms);
        return findings.All;
    }

    /// <summary>Checks a saved query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="logGroups">The log groups it reads.</param>
    /// <param name="catalogue">What the service emits; null when that is not known.</param>
    public static IReadOnlyList<DashboardFinding> Check(string query, IReadOnlyList<string> logGroups, MetricCatalogue? catalogue)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(logGroups);
        var findings = new Findings();
        new QueryRules(catalogue, findings).Check("$.query", logGroups, query);
        return findings.All;
    }

    private static string Place(int index) => string.Create(CultureInfo.InvariantCulture, $"$.widgets[{index}]");

    // Held against the catalogue of another service, everything would be wrong: that is one finding, not hundreds.
    private static MetricCatalogue? OfThisService(HashSet<string> services, MetricCatalogue? catalogue, string what, Findings findings)
    {
        if (catalogue is null or { IsOfAll: true } || services.Count == 0 || services.Contains(catalogue.Service))
        {
            return catalogue;
        }

        findings.Add(DashboardRule.OtherService, "$",
            $"the catalogue is of {catalogue.Service}, and {what} about {string.Join(", ", services.Order(StringComparer.Ordinal))}; metrics and fields were not checked.");
        return null;
    }

    private static HashSet<string> ChosenByReader(Dashboard dashboard) =>
        dashboard.Variables.Select(static variable => variable.Property).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Services(Widget widget)
    {
        foreach (WidgetMetric row in (widget as MetricWidget)?.Metrics ?? [])
        {
            if (row.Series?.Value(RedMetrics.Service) is { } service)
            {
                yield return service;
            }

            foreach (SearchText search in Searches(row.Expression))
            {
                foreach ((string key, string value) in search.Terms.Where(static term => term.Key == RedMetrics.Service))
                {
                    yield return value;
                }
            }
        }
    }

    private static IEnumerable<SearchText> Searches(string? expression)
    {
        try
        {
            return expression is not { Length: <= CloudWatchLimits.ExpressionLength } ? [] :
            [
                .. MathParser.Parse(expression).Walk().OfType<MathNode.Call>().Where(static call => call.Function == "SEARCH")
                    .Select(static call => call.Arguments is [MathNode.Text text, ..] ? SearchText.Parse(text.Value) : null)
                    .OfType<SearchText>(),
            ];
        }
        catch (MathSyntaxException)
        {
            // The rules of expressions say so.
            return [];
        }
    }

    private static void CheckWhole(Dashboard dashboard, Findings findings)
    {
        findings.Require(dashboard.Widgets.Count <= CloudWatchLimits.WidgetsPerDashboard, DashboardRule.LimitExceeded, "$.widgets",
            $"a dashboard has up to {CloudWatchLimits.WidgetsPerDashboard} widgets; found {dashboard.Widgets.Count}.");
        int metrics = dashboard.Widgets.OfType<MetricWidget>().Sum(static w => w.Metrics.Count);
        findings.Require(metrics <= CloudWatchLimits.MetricsPerDashboard, DashboardRule.LimitExceeded, "$.widgets",
            $"a dashboard has up to {CloudWatchLimits.MetricsPerDashboard} metrics; found {metrics}.");
        // Of more than are taken their number is the finding; to compare each with each would take its time.
        for (int i = 0; i < Math.Min(dashboard.Widgets.Count, CloudWatchLimits.WidgetsPerDashboard); i++)
        {
            int covered = FirstBelow(dashboard.Widgets, i);
            findings.Require(covered < 0, DashboardRule.Overlap, Place(i), $"it covers part of {Place(covered)}.");
        }
    }

    private static int FirstBelow(IList<Widget> widgets, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (Grid.Overlap(widgets[index], widgets[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
