namespace Obs.Dashboards;

/// <summary>The name by which a widget is recognized in another version of its dashboard: type and title, else the beginning of its
/// text.</summary>
internal static class WidgetName
{
    private const int Longest = 60;

    public static string Of(Widget widget)
    {
        string? title = widget.Title ?? widget switch
        {
            TextWidget text => text.Markdown,
            LogWidget log => log.Query,
            MetricWidget { Metrics: [{ } first, ..] } => first.Expression ?? first.Series?.ToString(),
            _ => null,
        };
        string line = (title ?? "").Split('\n')[0].TrimStart('#', ' ').Trim();
        return $"{widget.Type} \"{(line.Length <= Longest ? line : line[..Longest] + "…")}\"";
    }
}
