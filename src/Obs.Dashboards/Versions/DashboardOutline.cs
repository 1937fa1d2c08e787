using System.Globalization;
using System.Text;

namespace Obs.Dashboards;

/// <summary>A dashboard as a few lines of text: its widgets from top to bottom, and what each shows.</summary>
public static class DashboardOutline
{
    /// <summary>Writes the outline.</summary>
    /// <param name="dashboard">The dashboard.</param>
    public static string Write(Dashboard dashboard)
    {
        ArgumentNullException.ThrowIfNull(dashboard);
        var text = new StringBuilder();
        foreach (DashboardVariable variable in dashboard.Variables)
        {
            text.Append(CultureInfo.InvariantCulture, $"choose {variable.Label ?? variable.Id}: {variable.DefaultValue ?? "(nothing)"}\n");
        }

        foreach (Widget widget in dashboard.Widgets.OrderBy(static w => w.Y ?? int.MaxValue).ThenBy(static w => w.X ?? int.MaxValue))
        {
            string place = widget is { X: { } x, Y: { } y } ? string.Create(CultureInfo.InvariantCulture, $"{x},{y}") : "?";
            text.Append(CultureInfo.InvariantCulture, $"{place,6} {widget.Width,2}x{widget.Height,-3} {WidgetName.Of(widget)}\n");
            foreach (string line in Contents(widget))
            {
                text.Append(' ', 15).Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Contents(Widget widget) => widget switch
    {
        MetricWidget metric => metric.Metrics.Where(static m => m.Visible != false)
            .Select(static m => $"{m.Label}: {m.Expression ?? $"{m.Stat ?? "Average"} of {m.Series}"}".TrimStart(':', ' ')),
        LogWidget log => log.Query.Split('\n'),
        AlarmWidget alarm => alarm.Alarms,
        _ => [],
    };
}
