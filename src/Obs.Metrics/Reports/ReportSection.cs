using System.Text.Json;

namespace Obs.Metrics;

/// <summary>A table that somebody adds to a report, found in the same windows by other means. Immutable.</summary>
/// <remarks>Shown on the page and in Markdown, and in JSON as a property of the report; the one table of CSV has no room for it.</remarks>
public sealed class ReportSection
{
    /// <summary>Makes a section.</summary>
    /// <param name="name">The property in JSON; no other of the report's may have the name.</param>
    /// <param name="title">The heading.</param>
    /// <param name="columns">For each column the name in JSON and the heading.</param>
    /// <param name="textColumns">How many columns hold text; those after them hold numbers.</param>
    /// <param name="rows">A cell for each column: text, a whole number, a number, whether something is so, or null.</param>
    public ReportSection(
        string name,
        string title,
        IReadOnlyList<KeyValuePair<string, string>> columns,
        int textColumns,
        IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        Name = name;
        Title = title;
        Columns = columns;
        TextColumns = textColumns;
        Rows = rows;
    }

    /// <summary>The property in JSON.</summary>
    public string Name { get; }

    /// <summary>The heading.</summary>
    public string Title { get; }

    /// <summary>A sentence under the heading: how to read the table, or why it is empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>For each column the name in JSON and the heading.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Columns { get; }

    /// <summary>How many columns hold text.</summary>
    public int TextColumns { get; }

    /// <summary>A cell for each column.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows { get; }

    internal ReportTable ToTable() =>
        new(Title, [.. Columns.Select(static c => c.Value)], TextColumns, [.. Rows.Select(static row => row.Select(Text).ToArray())])
        {
            Note = Note,
        };

    internal void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject(Name);
        json.WriteString("note", Note);
        json.WriteStartArray("rows");
        foreach (IReadOnlyList<object?> row in Rows)
        {
            json.WriteStartObject();
            for (int i = 0; i < row.Count; i++)
            {
                json.WritePropertyName(Columns[i].Key);
                WriteCell(json, row[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        string text => text,
        bool isSo => isSo ? "yes" : "no",
        int count => NumberText.Count(count),
        long count => NumberText.Count(count),
        double value => NumberText.Of(value),
        _ => throw Unknown(cell),
    };

    private static void WriteCell(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool isSo:
                json.WriteBooleanValue(isSo);
                break;
            case int count:
                json.WriteNumberValue(count);
                break;
            case long count:
                json.WriteNumberValue(count);
                break;
            case double value:
                json.WriteNumberValue(JsonNumber.Short(value));
                break;
            default:
                throw Unknown(cell);
        }
    }

    private static ArgumentException Unknown(object cell) => new($"A cell of a report cannot be a {cell.GetType().Name}.");
}
