using System.Globalization;
using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>Checks one widget.</summary>
/// <remarks><c>chosenByReader</c>: the dimensions whose values in the body are never used, as a variable of the dashboard replaces
/// them.</remarks>
internal sealed class WidgetRules(MetricCatalogue? catalogue, Findings findings, IReadOnlySet<string> chosenByReader)
{
    private readonly MetricRules _metrics = new(catalogue, findings, chosenByReader);
    private readonly QueryRules _queries = new(catalogue, findings);

    public static bool IsPeriod(int seconds) => seconds is 1 or 5 or 10 or 30 || (seconds >= 60 && seconds % 60 == 0);

    public void Check(Widget widget, string place)
    {
        CheckPlace(widget, place);
        string properties = $"{place}.properties";
        switch (widget)
        {
            case MetricWidget metric:
                CheckMetric(metric, properties);
                break;
            case LogWidget log:
                Require(log.Region is not null, $"{properties}.region", "a log widget names its region.");
                CheckChoice<LogView>(log, properties, "view");
                _queries.Check($"{properties}.query", log.LogGroups, log.Query);
                break;
            case TextWidget text:
                Require(text.Markdown is not null, $"{properties}.markdown", "a text widget has a text.");
                CheckChoice<TextBackground>(text, properties, "background");
                break;
            case AlarmWidget alarm:
                CheckAlarms(alarm, properties);
                break;
            case CustomWidget custom:
                Require(custom.Endpoint is not null, $"{properties}.endpoint", "a custom widget names the function that draws it.");
                break;
            case ExplorerWidget explorer:
                Require(explorer.Metrics.Count > 0, $"{properties}.metrics", "an explorer names its metrics.");
                break;
            default:
                break;
        }
    }

    private void CheckPlace(Widget widget, string place)
    {
        Range(widget, place, "x", 0, CloudWatchLimits.Columns - 1);
        Range(widget, place, "y", 0, int.MaxValue);
        Range(widget, place, "width", 1, CloudWatchLimits.Columns);
        Range(widget, place, "height", 1, CloudWatchLimits.MaxHeight);
        findings.Require(
            widget.Json.ContainsKey("x") == widget.Json.ContainsKey("y"), DashboardRule.InvalidValue, place,
            $"x and y stand together, or neither.");
        findings.Require((widget.X ?? 0) + widget.Width <= CloudWatchLimits.Columns, DashboardRule.InvalidValue, place,
            $"column {widget.X} and width {widget.Width} reach beyond the {CloudWatchLimits.Columns} columns.");
    }

    private void CheckMetric(MetricWidget widget, string place)
    {
        Require(widget.Region is not null, $"{place}.region", "a metric widget names its region.");
        CheckChoice<MetricView>(widget, place, "view");
        CheckPeriod(widget.Properties["period"], $"{place}.period");
        IReadOnlyList<WidgetMetric> rows = widget.Metrics;
        bool showsAlarm = widget.AlarmArn is not null;
        Require(rows.Count > 0 || showsAlarm, $"{place}.metrics", "a metric widget has metrics, or an alarm among its annotations.");
        findings.Require(
            !(showsAlarm && (rows.Count > 0 || widget.HorizontalAnnotations.Count + widget.VerticalAnnotations.Count > 0)),
            DashboardRule.InvalidValue,
            $"{place}.annotations.alarms", $"a widget that shows an alarm has no metrics and no other annotations.");
        findings.Require(
            widget.View != MetricView.Gauge || (widget.LeftAxis is { Min: not null, Max: not null }), DashboardRule.MissingMember,
            $"{place}.yAxis.left", $"a gauge needs min and max.");
        findings.Require(rows.Count <= CloudWatchLimits.MetricsPerWidget, DashboardRule.LimitExceeded, $"{place}.metrics",
            $"a widget has up to {CloudWatchLimits.MetricsPerWidget} metrics; found {rows.Count}.");
        _metrics.Check(
            [.. rows.Select((row, i) => ToChecked(widget, row, string.Create(CultureInfo.InvariantCulture, $"{place}.metrics[{i}]")))]);
    }

    private CheckedMetric ToChecked(MetricWidget widget, WidgetMetric row, string place)
    {
        findings.Require(row.PeriodSeconds is null || IsPeriod(row.PeriodSeconds.Value), DashboardRule.InvalidValue, place,
            $"a period is 1, 5, 10, 30 or a multiple of 60 seconds; found {row.PeriodSeconds}.");
        return new(
            place, row.Id, row.Series, row.Expression, row.Stat ?? widget.Stat ?? "Average", row.PeriodSeconds ?? widget.PeriodSeconds);
    }

    private void CheckAlarms(AlarmWidget widget, string place)
    {
        findings.Require(widget.Alarms.Count is > 0 and <= CloudWatchLimits.AlarmsPerWidget, DashboardRule.LimitExceeded, $"{place}.alarms",
            $"an alarm widget shows 1 to {CloudWatchLimits.AlarmsPerWidget} alarms; found {widget.Alarms.Count}.");
        for (int i = 0; i < widget.Alarms.Count; i++)
        {
            string[] parts = widget.Alarms[i].Split(':', 7);
            findings.Require(parts is ["arn", _, "cloudwatch", _, _, "alarm", { Length: > 0 }], DashboardRule.InvalidValue,
                string.Create(CultureInfo.InvariantCulture, $"{place}.alarms[{i}]"), $"\"{widget.Alarms[i]}\" is not the ARN of an alarm.");
        }
    }

    private void CheckChoice<T>(Widget widget, string place, string member)
        where T : struct, Enum => findings.Require(
            !widget.Properties.ContainsKey(member) || widget.Properties.Choice<T>(member) is not null,
            DashboardRule.InvalidValue, $"{place}.{member}",
            $"{member} is one of {string.Join(", ", Enum.GetValues<T>().Select(ChoiceText.Of))}.");

    private void CheckPeriod(JsonNode? period, string place) => findings.Require(
        period is null
        || (period.AsNumber() is >= 1 and <= int.MaxValue and { } seconds && seconds == Math.Floor(seconds) && IsPeriod((int)seconds)),
        DashboardRule.InvalidValue, place, $"a period is 1, 5, 10, 30 or a multiple of 60 seconds; found {period?.ToJsonString()}.");

    private void Range(Widget widget, string place, string member, int lowest, int highest) => findings.Require(
        widget.Json[member] is not { } value || (widget.Json.Integer(member) is { } number && number >= lowest && number <= highest),
        DashboardRule.InvalidValue, $"{place}.{member}",
        $"{member} is a whole number from {lowest} to {highest}; found {widget.Json[member]?.ToJsonString()}.");

    private void Require(bool holds, string place, string message) =>
        findings.Require(holds, DashboardRule.MissingMember, place, $"{message}");
}
