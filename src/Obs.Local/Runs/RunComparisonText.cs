using System.Globalization;
using System.Text;
using Obs.Local.Metrics;

namespace Obs.Local.Runs;

/// <summary>A comparison as a table for people: before and after in one cell, with a star where they differ by more than chance.</summary>
internal static class RunComparisonText
{
    private static readonly string[] Head = ["service", "operation", "rate/s", "faults %", "p50 ms", "p95 ms", "p99 ms"];

    public static string Render(RunComparison comparison)
    {
        List<string[]> lines = [Head, .. comparison.Rows.Select(row => Cells(comparison, row))];
        int[] widths = [.. Enumerable.Range(0, Head.Length).Select(column => lines.Max(line => line[column].Length))];
        var text = new StringBuilder();
        text.Append(comparison.Base.Name).Append(" > ").Append(comparison.Other.Name).Append('\n');
        foreach (string[] line in lines)
        {
            text.AppendJoin("  ", line.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            text.Append('\n');
        }

        return text.Append("* differs by more than chance, at 99 in 100\n").ToString();
    }

    private static string[] Cells(RunComparison comparison, ComparedRow row) =>
    [
        row.Key.Service,
        row.Key.Operation ?? "(all)",
        Cell(
            row.Base is { } first ? RunComparison.Rate(first, comparison.Base) : null,
            row.Other is { } second ? RunComparison.Rate(second, comparison.Other) : null,
            null),
        Cell(row.Base?.FaultRate * 100, row.Other?.FaultRate * 100, row.FaultsDiffer),
        .. RunComparison.Percentiles.Select(
            percent => Cell(Percentile(row.Base, percent), Percentile(row.Other, percent), row.LatencyDiffers(percent))),
    ];

    private static double? Percentile(RedRow? row, double percent) => row?.Latency.Percentile(percent);

    private static string Cell(double? before, double? after, bool? differs) =>
        $"{Number(before)} > {Number(after)}{(differs == true ? "*" : " ")}";

    private static string Number(double? value) => value is { } number ? Math.Round(number, 2).ToString(CultureInfo.InvariantCulture) : "-";
}
