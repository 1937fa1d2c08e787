using System.Text;
using FsCheck.Fluent;
using Obs.TestSupport;
using Obs.Tracing.Sql;

namespace Obs.Tracing.Tests.Sql;

/// <summary>Secrets planted in every style of literal and comment, among each other and cut short: none may be seen in a shape.</summary>
public sealed class SqlCanaryTests
{
    private const string Canary = "hunter2";

    private static readonly string[] Everywhere =
    [
        $"'{Canary}'", $"'a''{Canary}'", $"N'{Canary}'", $"x'{Canary}'", $"/* {Canary} */", $"-- {Canary}\n", "=", ",", "(", ")",
        "a", "IN (", "SELECT", "WHERE", "\"T\".\"c\"", "@p0", " ", "\n", "-1", "''", ";", "||", "VALUES (", "AND", "FROM t",
    ];

    private static readonly Dictionary<SqlDialect, string[]> Styles = new()
    {
        [SqlDialect.PostgreSql] =
        [
            $"E'\\'{Canary}'", $"e'\\\\{Canary}'", $"$${Canary}$$", $"$t$'{Canary}$$ $t$", $"/* /* x */ {Canary} */", $"U&'{Canary}'",
            $"B'{Canary}'", $"$fn$ -- {Canary}\n '$fn$", $"'\\'|| '{Canary}'",
        ],
        [SqlDialect.MySql] =
        [
            $"'\\'{Canary}'", $"\"{Canary}\"", $"\"a\"\"{Canary}\"", $"\"\\\"{Canary}\"", $"# {Canary}\n", $"_utf8'{Canary}'",
            $"/*! '*/ {Canary}' */", $"5--'{Canary}'", $"`a``b`'{Canary}'",
        ],
        [SqlDialect.SqlServer] =
        [
            $"N'it''s {Canary}'", $"= \"{Canary}\"", $"[it's]]] = '{Canary}'", $"/* /* x */ {Canary} */", $"EXEC p \"{Canary}\";",
            $"'\\','{Canary}'",
        ],
        [SqlDialect.Sqlite] =
        [
            $"= \"{Canary}\"", $"IN (\"{Canary}\", \"{Canary}\")", $"VALUES (\"{Canary}\")", $"LIKE \"%{Canary}%\"", $"lower(\"{Canary}\")",
            $"PRAGMA key = {Canary};", $"PRAGMA key=\"{Canary}\";", $"[it's] = '{Canary}'", $"ATTACH 'x' AS y KEY \"{Canary}\"",
            $"'\\','{Canary}'",
        ],
        [SqlDialect.Oracle] =
        [
            $"q'[it's {Canary}]'", $"Q'(a'{Canary})'", $"nq'<'{Canary}>'", $"q'!'{Canary}!'", $"IDENTIFIED BY {Canary};",
            $"IDENTIFIED BY \"{Canary}\"",
        ],
        [SqlDialect.Unknown] = [],
    };

    public static TheoryData<SqlDialect> Dialects => [.. Enum.GetValues<SqlDialect>()];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void No_style_shows_its_secret(SqlDialect dialect)
    {
        foreach (string style in Styles.Values.SelectMany(static s => s).Where(
            s => dialect == SqlDialect.Unknown || Styles[dialect].Contains(s)))
        {
            string sql = $"SELECT a FROM t WHERE b = {style} AND c = '{Canary}'";

            SqlSanitizer.Sanitize(sql, dialect).Should().NotContain(Canary, "it was hidden in {0}", sql);
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void No_sequence_of_styles_shows_a_secret(SqlDialect dialect)
    {
        string[] pieces = [.. Everywhere, .. dialect == SqlDialect.Unknown ? Everywhere : Styles[dialect]];

        Prop.ForAll(Gen.Elements(pieces).ListOf().ToArbitrary(), chosen =>
        {
            // A space between: two strings side by side would be one, with its quotes doubled, and a secret outside of it.
            string sql = string.Join(' ', chosen);
            return !SqlSanitizer.Reduce(sql, dialect).Contains(Canary, StringComparison.Ordinal);
        }).ShouldHold(2_000, 20_000);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void No_text_cut_short_shows_part_of_a_secret(SqlDialect dialect)
    {
        foreach (string style in Everywhere.Concat(Styles[dialect]).Where(static s => !s.Contains("IDENTIFIED") && !s.Contains("PRAGMA")))
        {
            string sql = $"SELECT a WHERE b {style}";
            for (int length = 0; length <= sql.Length; length++)
            {
                SqlSanitizer.Reduce(sql.AsSpan(0, length), dialect).Should().NotContain("hu");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Any_text_has_a_bounded_shape(SqlDialect dialect)
    {
        const string Alphabet = "'\"`[]$\\-/*#()qQeENxXuU&@:?;,. \n\r\t019.aé€\ud83d\0{}!<>=";

        Prop.ForAll(Gen.Elements(Alphabet.ToCharArray()).ListOf().Resize(200).ToArbitrary(), chosen =>
        {
            string shape = SqlSanitizer.Reduce(new StringBuilder().AppendJoin("", chosen).ToString(), dialect);
            return shape.Length <= SqlSanitizer.MaxLength && shape.Length <= (2 * chosen.Count) + 1;
        }).ShouldHold(2_000, 20_000);
    }
}
