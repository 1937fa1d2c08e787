using System.Collections.Frozen;

namespace Obs.Tracing.Sql;

/// <summary>The keywords that decide how their neighbours are read. Every other word is a name.</summary>
internal static class SqlWords
{
    private static readonly FrozenDictionary<string, SqlWordKind> Kinds = Build();

    private static readonly FrozenDictionary<string, SqlWordKind>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Kinds.GetAlternateLookup<ReadOnlySpan<char>>();

    public static SqlWordKind KindOf(ReadOnlySpan<char> word) => BySpan.TryGetValue(word, out SqlWordKind kind) ? kind : SqlWordKind.Other;

    private static FrozenDictionary<string, SqlWordKind> Build()
    {
        Dictionary<string, SqlWordKind> kinds = new(StringComparer.OrdinalIgnoreCase)
        {
            ["SELECT"] = SqlWordKind.Query,
            ["AND"] = SqlWordKind.And,
            ["IN"] = SqlWordKind.In,
            ["VALUES"] = SqlWordKind.Values,
            ["VALUE"] = SqlWordKind.Values,
            ["KEY"] = SqlWordKind.Key,
            ["IDENTIFIED"] = SqlWordKind.Identified,
            ["BY"] = SqlWordKind.By,
            ["PRAGMA"] = SqlWordKind.Pragma,
        };
        Add(SqlWordKind.Call, "EXEC EXECUTE CALL");
        Add(SqlWordKind.Object, "INTO TABLE INDEX VIEW EXISTS REFERENCES ON FROM JOIN UPDATE WITH RECURSIVE AS COLUMN ADD TO CONSTRAINT");
        Add(SqlWordKind.Value, "LIKE ILIKE GLOB REGEXP RLIKE MATCH THEN ELSE BETWEEN ESCAPE IS RETURN LIMIT OFFSET PASSWORD DEFAULT");
        Add(
            SqlWordKind.Clause,
            "WHERE OR NOT HAVING CASE WHEN SET DISTINCT ALL ANY SOME UNION EXCEPT INTERSECT USING OVER FILTER PARTITION ORDER GROUP "
            + "RETURNING CONFLICT UNIQUE CHECK PRIMARY INSERT DELETE TOP OUTPUT DO NOTHING END ASC DESC BEGIN COMMIT");
        return kinds.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        void Add(SqlWordKind kind, string words)
        {
            foreach (string word in words.Split(' '))
            {
                kinds.Add(word, kind);
            }
        }
    }
}
