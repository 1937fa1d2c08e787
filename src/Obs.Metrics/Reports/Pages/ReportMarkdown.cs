namespace Obs.Metrics;

/// <summary>Writes a report as Markdown tables.</summary>
internal static class ReportMarkdown
{
    public static void Write(Utf8Output text, MetricsReport report, IEnumerable<ReportTable> more)
    {
        using ReportContent content = report.Read();
        OperationTally total = content.Total;
        text.Write($"# Metrics of {Cell(report.Service)}\n\n");
        text.Write(
            $"{Cell(report.Subject.Environment)}, version {Cell(report.Subject.Version)}. "
            + $"{NumberText.Moment(report.Start)} to {NumberText.Moment(report.End)}, {NumberText.Length(report.Duration)} measured.\n\n");
        text.Write(
            $"{NumberText.Count(total.Count)} requests, {NumberText.Rate(total.Count, report.Duration)} a second, "
            + $"{NumberText.Share(total.Errors, total.Count)} errors, {NumberText.Share(total.Faults, total.Count)} faults, "
            + $"p50 {NumberText.Milliseconds(total.Latency.ValueAtPercentile(50))} ms, "
            + $"p99 {NumberText.Milliseconds(total.Latency.ValueAtPercentile(99))} ms.\n");
        foreach (ReportTable table in ReportTables.Of(content).Concat(more))
        {
            WriteTable(text, table);
        }

        WriteTable(text, Trend(TrendPoint.Of(report, content)));
    }

    private static ReportTable Trend(IReadOnlyList<TrendPoint> points) => new(
        "Percentiles over time",
        ["Until", "Requests", "Faults", "p50 ms", "p90 ms", "p99 ms"],
        1,
        [
            .. points.Select(static point => (string[])
            [
                NumberText.Moment(point.End),
                NumberText.Count(point.Count),
                NumberText.Count(point.Faults),
                Milliseconds(point, point.P50),
                Milliseconds(point, point.P90),
                Milliseconds(point, point.P99),
            ]),
        ]);

    // Nothing was measured, which is not a duration of nothing.
    private static string Milliseconds(TrendPoint point, double seconds) => point.Count == 0 ? "" : NumberText.Milliseconds(seconds);

    private static void WriteTable(Utf8Output text, ReportTable table)
    {
        text.Write($"\n## {Cell(table.Title)}\n");
        if (table.Note.Length > 0)
        {
            text.Write($"\n{Cell(table.Note)}\n");
        }

        if (table.Rows.Count > 0)
        {
            WriteCells(text, table);
        }
    }

    private static void WriteCells(Utf8Output text, ReportTable table)
    {
        text.Write($"\n| {string.Join(" | ", table.Columns)} |\n|");
        for (int i = 0; i < table.Columns.Count; i++)
        {
            text.Write(i < table.TextColumns ? " --- |" : " ---: |");
        }

        text.Write("\n"u8);
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            text.Write($"| {string.Join(" | ", row.Select(Cell))} |\n");
        }
    }

    // Nothing in a cell ends it, begins a tag or a link, or is emphasised.
    private static string Cell(string value) => string.Concat(value.Select(static c => c switch
    {
        '\r' or '\n' or '\t' => " ",
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '#' or '!' or '~' => $"\\{c}",
        _ => c.ToString(),
    }));
}
