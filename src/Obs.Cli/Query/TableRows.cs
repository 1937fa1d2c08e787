using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary>Rows under each other for people: numbers to the right, long values cut, control characters made visible.</summary>
internal static class TableRows
{
    private const int WidestColumn = 80;

    public static void Write(IReadOnlyList<string> columns, InsightsResult result, TextWriter output)
    {
        List<string[]> rows = [.. result.Rows.Select(row => columns.Select(column => Cell(row[column] ?? "")).ToArray())];
        string[] header = [.. columns.Select(Cell)];
        int[] widths = [.. header.Select((name, i) => rows.Select(row => row[i].Length).Append(name.Length).Max())];
        bool[] isNumeric = [.. columns.Select(column => result.Rows.All(row => row[column] is not { } value || IsNumber(value)) && rows.Count > 0)];
        WriteLine(header);
        WriteLine([.. widths.Select(static width => new string('-', width))]);
        rows.ForEach(WriteLine);

        void WriteLine(string[] cells)
        {
            IEnumerable<string> padded = cells.Select((cell, i) => isNumeric[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            output.WriteLine(string.Join("  ", padded).TrimEnd());
        }
    }

    private static bool IsNumber(string value) => value.Length > 0 && value.All(static c => char.IsAsciiDigit(c) || c is '.' or '-');

    private static string Cell(string value)
    {
        string visible = string.Concat(value.Take(WidestColumn + 1).Select(static c => char.IsControl(c) ? '\u00B7' : c));
        return visible.Length <= WidestColumn ? visible : visible[..(WidestColumn - 1)] + "…";
    }
}
