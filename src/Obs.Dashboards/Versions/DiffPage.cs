using System.Globalization;
using System.Net;
using System.Text;

namespace Obs.Dashboards;

/// <summary>Two versions of a dashboard as one page: the layout of each on its 24 columns, and the list of what differs.</summary>
internal static class DiffPage
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#8884;--added:#2ca02c;--removed:#d62728;--changed:#e08a00;--moved:#5b8def}
        body{font:14px/1.4 system-ui,sans-serif;margin:1.5rem}
        h1{font-size:1.3rem}h2{font-size:1rem}
        .both{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}
        .grid{display:grid;grid-template-columns:repeat(24,1fr);grid-auto-rows:16px;gap:3px}
        .widget{border:1px solid var(--line);border-radius:4px;padding:2px 6px;overflow:hidden;font-size:11px}
        .widget b{display:block;font-size:12px}
        .Added{border:2px solid var(--added)}.Removed{border:2px solid var(--removed)}
        .Changed{border:2px solid var(--changed)}.Moved{border:2px dashed var(--moved)}
        table{border-collapse:collapse;margin-top:.5rem;width:100%}
        td,th{border:1px solid var(--line);padding:3px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
        code{font-size:12px}
        """;

    public static string Write(DashboardDiff diff, string title)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{Text(title)}</title><style>{Style}</style></head>
            <body><h1>{Text(title)}</h1><p>{Summary(diff)}</p>
            <div class="both"><section><h2>Before</h2>
            """);
        WriteGrid(html, diff.Before, widget => diff.Widgets.FirstOrDefault(change => change.Before == widget)?.Kind);
        html.Append("</section><section><h2>After</h2>");
        WriteGrid(html, diff.After, widget => diff.Widgets.FirstOrDefault(change => change.After == widget)?.Kind);
        html.Append("</section></div>");
        WriteChanges(html, diff);
        return html.Append("</body></html>\n").ToString().ReplaceLineEndings("\n");
    }

    private static string Summary(DashboardDiff diff) => diff.IsEmpty
        ? "Nothing differs."
        : string.Join(", ", Enum.GetValues<ChangeKind>()
            .Select(kind => (kind, count: diff.Widgets.Count(change => change.Kind == kind)))
            .Where(static pair => pair.count > 0)
            .Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.count} {pair.kind.ToString().ToLowerInvariant()}"))
            .Concat(diff.Settings.Count > 0 ? ["settings changed"] : [])) + ".";

    private static void WriteGrid(StringBuilder html, Dashboard dashboard, Func<Widget, ChangeKind?> kindOf)
    {
        html.Append("<div class=\"grid\">");
        foreach (Widget widget in dashboard.Widgets)
        {
            // The place is an attribute of style made of numbers only; without one the grid places the widget, as CloudWatch does.
            int width = Math.Clamp(widget.Width, 1, CloudWatchLimits.Columns);
            int height = Math.Clamp(widget.Height, 1, CloudWatchLimits.MaxHeight);
            string column = widget.X is { } x and >= 0 and < CloudWatchLimits.Columns ? Whole(x + 1) : "auto";
            string row = widget.Y is { } y and >= 0 and < 10_000 ? Whole(y + 1) : "auto";
            html.Append(CultureInfo.InvariantCulture,
                $"<div class=\"widget {kindOf(widget)}\" style=\"grid-column:{column}/span {width};grid-row:{row}/span {height}\">");
            html.Append(CultureInfo.InvariantCulture, $"<b>{Text(WidgetName.Of(widget))}</b>");
            foreach (string line in Contents(widget))
            {
                html.Append(CultureInfo.InvariantCulture, $"{Text(line)}<br>");
            }

            html.Append("</div>");
        }

        html.Append("</div>");
    }

    private static IEnumerable<string> Contents(Widget widget) => widget switch
    {
        MetricWidget metric => metric.Metrics.Where(static m => m.Visible != false).Take(12)
            .Select(static m => m.Label ?? m.Expression ?? $"{m.Series!.Name} {m.Stat}"),
        LogWidget log => log.Query.Split('\n').Take(6),
        AlarmWidget alarm => alarm.Alarms.Select(static arn => arn[(arn.LastIndexOf(':') + 1)..]).Take(20),
        TextWidget { Markdown: { } text } => text.Split('\n').Skip(1).Take(6),
        _ => [],
    };

    private static void WriteChanges(StringBuilder html, DashboardDiff diff)
    {
        if (diff.IsEmpty)
        {
            return;
        }

        html.Append("<h2>What differs</h2><table><tr><th>Widget</th><th>Change</th><th>Member</th><th>Before</th><th>After</th></tr>");
        foreach (MemberChange change in diff.Settings)
        {
            WriteRow(html, "dashboard", "Changed", change);
        }

        foreach (WidgetChange change in diff.Widgets)
        {
            if (change.Members.Count == 0)
            {
                WriteRow(html, change.Name, change.Kind.ToString(), new MemberChange("", before: null, after: null));
            }

            foreach (MemberChange member in change.Members)
            {
                WriteRow(html, change.Name, change.Kind.ToString(), member);
            }
        }

        html.Append("</table>");
    }

    private static void WriteRow(StringBuilder html, string name, string kind, MemberChange change) =>
        html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(name)}</td><td class=\"{kind}\">{kind}</td><td>{Text(change.Path)}</td>")
            .Append(CultureInfo.InvariantCulture, $"<td><code>{Text(change.Before ?? "")}</code></td>")
            .Append(CultureInfo.InvariantCulture, $"<td><code>{Text(change.After ?? "")}</code></td></tr>");

    private static string Text(string value) => WebUtility.HtmlEncode(value);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
