using System.Globalization;

namespace Obs.Local.Logs.Patterns;

/// <summary>Conditions on the columns of a message with blanks between them:
/// <c>[ip, user, ..., status = 5*, bytes &gt; 1000]</c>.</summary>
internal sealed class ColumnPattern(IReadOnlyList<PatternColumn> columns) : LogPattern
{
    public override LogMatch? Match(string message)
    {
        List<string> found = Split(message);
        int gap = columns.Select(static (column, index) => (column, index)).FirstOrDefault(
            static pair => pair.column.IsGap, (null!, -1)).index;
        if (gap < 0 ? found.Count != columns.Count : found.Count < columns.Count - 1)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int index = 0; index < columns.Count; index++)
        {
            // What stands after the gap is counted from the end.
            if (index != gap)
            {
                values[columns[index].Name] = found[gap < 0 || index < gap ? index : found.Count - (columns.Count - index)];
            }
        }

        return columns.All(column => column.IsGap || column.Condition(values)) ? LogMatch.Of(values) : null;
    }

    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    /// <summary>Columns lie between blanks; what stands in quotes or square brackets is one column.</summary>
    private static List<string> Split(string message)
    {
        List<string> columns = [];
        for (int at = 0; at < message.Length;)
        {
            char c = message[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }

            char close = c switch { '"' => '"', '[' => ']', _ => '\0' };
            int end = close == '\0' ? -1 : message.IndexOf(close, at + 1);
            if (end > 0)
            {
                columns.Add(message[(at + 1)..end]);
                at = end + 1;
                continue;
            }

            int start = at;
            while (at < message.Length && !char.IsWhiteSpace(message[at]))
            {
                at++;
            }

            columns.Add(message[start..at]);
        }

        return columns;
    }
}
