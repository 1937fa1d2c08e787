using System.Globalization;

namespace Obs.Local.Logs.Patterns;

/// <summary>Reads a pattern of columns.</summary>
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

        Func<IReadOnlyDictionary<string, string>, bool> condition = Comparison(reader, name);
        while (!reader.AtEnd)
        {
            Func<IReadOnlyDictionary<string, string>, bool> first = condition;
            if (reader.Try("&&"))
            {
                Func<IReadOnlyDictionary<string, string>, bool> second = Comparison(reader, Name(reader));
                condition = values => first(values) && second(values);
            }
            else if (reader.Try("||"))
            {
                Func<IReadOnlyDictionary<string, string>, bool> second = Comparison(reader, Name(reader));
                condition = values => first(values) || second(values);
            }
            else
            {
                break;
            }
        }

        return new PatternColumn(name, false, condition);
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
