using System.Globalization;

namespace Obs.Local.Logs.Patterns;

/// <summary>Reads a pattern of columns; <c>&amp;&amp;</c> binds more tightly than <c>||</c>.</summary>
internal static class ColumnPatternParser
{
    public static ColumnPattern Parse(PatternReader reader)
    {
        reader.Expect("[");
        List<PatternColumn> columns = [];
        do
        {
            columns.Add(Column(reader, columns.Count));
        }
        while (reader.Try(","));
        reader.Expect("]");
        return !reader.AtEnd ? throw reader.Error("expected nothing after ]")
            : columns.Count(static column => column.IsGap) > 1 ? throw reader.Error("more than one ...")
            : new ColumnPattern(columns);
    }

    private static PatternColumn Column(PatternReader reader, int index)
    {
        if (reader.Try("..."))
        {
            return new PatternColumn("...", true, static _ => true);
        }

        reader.Blanks();
        if (reader.Current is ',' or ']')
        {
            return new PatternColumn((index + 1).ToString(CultureInfo.InvariantCulture), false, static _ => true);
        }

        string name = Name(reader);
        reader.Blanks();
        if (reader.Current is ',' or ']')
        {
            return new PatternColumn(name, false, static _ => true);
        }

        return new PatternColumn(name, false, Or(reader, name));
    }

    /// <param name="reader">Stands after the name of the column.</param>
    /// <param name="name">The column, which the first comparison is about; those after it name theirs.</param>
    private static Func<IReadOnlyDictionary<string, string>, bool> Or(PatternReader reader, string name)
    {
        Func<IReadOnlyDictionary<string, string>, bool> left = And(reader, name);
        while (reader.Try("||"))
        {
            Func<IReadOnlyDictionary<string, string>, bool> first = left;
            Func<IReadOnlyDictionary<string, string>, bool> second = And(reader, Name(reader));
            left = values => first(values) || second(values);
        }

        return left;
    }

    private static Func<IReadOnlyDictionary<string, string>, bool> And(PatternReader reader, string name)
    {
        Func<IReadOnlyDictionary<string, string>, bool> left = Comparison(reader, name);
        while (reader.Try("&&"))
        {
            Func<IReadOnlyDictionary<string, string>, bool> first = left;
            Func<IReadOnlyDictionary<string, string>, bool> second = Comparison(reader, Name(reader));
            left = values => first(values) && second(values);
        }

        return left;
    }

    private static string Name(PatternReader reader)
    {
        reader.Blanks();
        string name = reader.While(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        return name.Length > 0 ? name : throw reader.Error("expected the name of a column");
    }

    private static Func<IReadOnlyDictionary<string, string>, bool> Comparison(PatternReader reader, string name)
    {
        PatternOperator comparison = PatternValue.Operator(reader);
        var value = PatternValue.Read(reader, comparison);
        return values => values.TryGetValue(name, out string? found) && value.Holds(found, ColumnPattern.Number(found), comparison);
    }
}
