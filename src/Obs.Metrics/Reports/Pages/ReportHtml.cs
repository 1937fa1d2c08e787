using System.Text.Encodings.Web;

namespace Obs.Metrics;

/// <summary>Writes a report as one page that loads nothing and runs nothing: all text escaped, all charts drawn in place.</summary>
internal static class ReportHtml
{
    public static void Write(Utf8Output text, MetricsReport report, IEnumerable<ReportTable> more)
    {
        text.Write($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{ReportStyle.Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Metrics of {Escape(report.Service)}</title>
            <style>{ReportStyle.Css}</style>
            </head>
            <body>
            <h1>{Escape(report.Service)}</h1>
            <p>{Escape(report.Subject.Environment)}, version {Escape(report.Subject.Version)}.
            {NumberText.Moment(report.Start)} to {NumberText.Moment(report.End)}, {NumberText.Length(report.Duration)} measured.</p>

            """);
        using ReportContent content = report.Read();
        WriteFigures(text, content);
        WriteCharts(text, TrendPoint.Of(report, content));
        foreach (ReportTable table in ReportTables.Of(content).Concat(more))
        {
            WriteTable(text, table);
        }

        text.Write("""
            <footer>Percentiles come from merged HdrHistograms, never from averages of percentiles. Rates are per second of measured time.
            The count of a ranking is never too low.</footer>
            </body>
            </html>

            """);
    }

    private static void WriteFigures(Utf8Output text, ReportContent content)
    {
        OperationTally total = content.Total;
        (string Name, string Value)[] figures =
        [
            ("requests", NumberText.Count(total.Count)),
            ("a second", NumberText.Rate(total.Count, content.Duration)),
            ("errors", NumberText.Share(total.Errors, total.Count)),
            ("faults", NumberText.Share(total.Faults, total.Count)),
            ("p50", NumberText.Milliseconds(total.Latency.ValueAtPercentile(50)) + " ms"),
            ("p99", NumberText.Milliseconds(total.Latency.ValueAtPercentile(99)) + " ms"),
        ];
        text.Write("<dl>\n"u8);
        foreach ((string name, string value) in figures)
        {
            text.Write($"<div><dt>{name}</dt><dd>{value}</dd></div>\n");
        }

        text.Write("</dl>\n"u8);
    }

    private static void WriteCharts(Utf8Output text, IReadOnlyList<TrendPoint> points)
    {
        if (points.All(static p => p.Count == 0))
        {
            text.Write("<p>No requests were measured in this time.</p>\n"u8);
            return;
        }

        DateTimeOffset[] times = [.. points.Select(static p => p.End)];
        TrendChart.Write(text, "Percentiles over time, ms", times,
        [
            new TrendLine("p50", [.. points.Select(static p => Milliseconds(p, p.P50))]),
            new TrendLine("p90", [.. points.Select(static p => Milliseconds(p, p.P90))]),
            new TrendLine("p99", [.. points.Select(static p => Milliseconds(p, p.P99))]),
        ]);
        TrendChart.Write(text, "Requests a second", times,
        [
            new TrendLine("all", [.. points.Select(static p => Rate(p.Count, p.Duration))]),
            new TrendLine("faults", [.. points.Select(static p => Rate(p.Faults, p.Duration))]),
        ]);
    }

    private static double? Milliseconds(TrendPoint point, double seconds) =>
        point.Count == 0 ? null : seconds * OperationJson.MillisecondsPerSecond;

    private static double? Rate(long count, TimeSpan duration) => duration > TimeSpan.Zero ? count / duration.TotalSeconds : null;

    private static void WriteTable(Utf8Output text, ReportTable table)
    {
        text.Write($"<h2>{Escape(table.Title)}</h2>\n");
        if (table.Note.Length > 0)
        {
            text.Write($"<p>{Escape(table.Note)}</p>\n");
        }

        if (table.Rows.Count > 0)
        {
            WriteCells(text, table);
        }
    }

    private static void WriteCells(Utf8Output text, ReportTable table)
    {
        text.Write("<table>\n<thead><tr>"u8);
        for (int i = 0; i < table.Columns.Count; i++)
        {
            text.Write($"<th scope=\"col\"{Kind(table, i)}>{Escape(table.Columns[i])}</th>");
        }

        text.Write("</tr></thead>\n<tbody>\n"u8);
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            text.Write("<tr>"u8);
            for (int i = 0; i < row.Count; i++)
            {
                text.Write($"<td{Kind(table, i)}>{Escape(row[i])}</td>");
            }

            text.Write("</tr>\n"u8);
        }

        text.Write("</tbody>\n</table>\n"u8);
    }

    private static string Kind(ReportTable table, int column) => column < table.TextColumns ? "" : " class=\"n\"";

    private static string Escape(string value) => HtmlEncoder.Default.Encode(value);
}
