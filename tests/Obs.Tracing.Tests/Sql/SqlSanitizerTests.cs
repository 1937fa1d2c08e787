using Obs.Tracing.Sql;

namespace Obs.Tracing.Tests.Sql;

public sealed class SqlSanitizerTests
{
    [Theory]
    [InlineData("SELECT * FROM t WHERE a = 'x' AND b = 1", "SELECT * FROM t WHERE a = ? AND b = ?")]
    [InlineData("SELECT 'it''s', '' FROM t", "SELECT ?, ? FROM t")]
    [InlineData("SELECT  a ,\r\n\tb\nFROM t -- all of them\nWHERE c = 2  ", "SELECT a , b FROM t WHERE c = ?")]
    [InlineData("/* who */ SELECT /* why */ 1", "SELECT ?")]
    [InlineData(
        "SELECT 1, 1.5, .5, 1e10, 1.5E-3, 0xFF, 0b01, 1_000, -5, +5, a - 5, a -5", "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, a - ?, a -?")]
    [InlineData("SELECT NULL, TRUE, false", "SELECT NULL, TRUE, false")]
    [InlineData("SELECT @p0, :p, $name, ?", "SELECT @p0, :p, $name, ?")]
    [InlineData("SELECT x'0F', X'0F', b'01', N'é', n'x'", "SELECT ?, ?, ?, ?, ?")]
    [InlineData("SELECT t1.c2, t_3 FROM t1", "SELECT t1.c2, t_3 FROM t1")]
    [InlineData("DATE '2026-01-01' + INTERVAL '1' DAY", "DATE ? + INTERVAL ? DAY")]
    [InlineData("WHERE id IN (1, 2, 3) AND x = 1", "WHERE id IN (?) AND x = ?")]
    [InlineData("WHERE id IN ('a','b') AND y NOT IN(4 ,5)", "WHERE id IN (?) AND y NOT IN(?)")]
    [InlineData("WHERE id IN (@a, @b)", "WHERE id IN (@a, @b)")]
    [InlineData("WHERE id IN (?, ?, ?)", "WHERE id IN (?)")]
    [InlineData("WHERE id IN (SELECT id FROM t WHERE x = 1 OR y = 2)", "WHERE id IN (SELECT id FROM t WHERE x = ? OR y = ?)")]
    [InlineData("INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y')", "INSERT INTO t (a, b) VALUES (?, ?), (?, ?)")]
    [InlineData("a BETWEEN -1 AND -2 LIMIT 10 OFFSET 20", "a BETWEEN ? AND ? LIMIT ? OFFSET ?")]
    [InlineData("SELECT 'never ends", "SELECT ?")]
    [InlineData("SELECT 1 /* never ends", "SELECT ?")]
    [InlineData("CREATE USER u IDENTIFIED BY hunter2", "CREATE USER u IDENTIFIED BY ?")]
    [InlineData("GetOrders", "GetOrders")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void Sanitize_keeps_the_shape_and_drops_the_literals_in_every_dialect(string sql, string shape)
    {
        foreach (SqlDialect dialect in Enum.GetValues<SqlDialect>())
        {
            SqlSanitizer.Sanitize(sql, dialect).Should().Be(shape, "this is how {0} reads it", dialect);
        }
    }

    [Theory]
    [InlineData(SqlDialect.PostgreSql, "SELECT E'it\\'s', 'C:\\', a FROM \"T\"", "SELECT ?, ?, a FROM \"T\"")]
    [InlineData(SqlDialect.PostgreSql, "SELECT $$it's$$, $q$a $$ b$q$, $1::text", "SELECT ?, ?, $1::text")]
    [InlineData(SqlDialect.PostgreSql, "/* a /* b */ c */ SELECT arr[1:2], ARRAY['x'] #> '{a}'", "SELECT arr[?:?], ARRAY[?] #> ?")]
    [InlineData(SqlDialect.PostgreSql, "SELECT U&'d\\0061t' UESCAPE '!', U&\"n\"", "SELECT ? UESCAPE ?, \"n\"")]
    [InlineData(SqlDialect.PostgreSql, "SELECT a->>'k' FROM t WHERE j @> '{}' AND x ? 'k'", "SELECT a->>? FROM t WHERE j @> ? AND x ? ?")]
    [InlineData(SqlDialect.MySql, "SELECT 'it\\'s', \"say \\\"x\\\"\", `a``b` # note\nFROM t", "SELECT ?, ?, `a``b` FROM t")]
    [InlineData(SqlDialect.MySql, "SELECT 5--3, _utf8'x' -- note", "SELECT ?-?, _utf8?")]
    [InlineData(SqlDialect.MySql, "SELECT /*!40101 '*/ secret', */ 1", "SELECT ?, ?")]
    [InlineData(SqlDialect.SqlServer, "SELECT [a]]b], N'x', $12.50, @@ROWCOUNT FROM #temp", "SELECT [a]]b], ?, ?, @@ROWCOUNT FROM #temp")]
    [InlineData(SqlDialect.SqlServer, "EXEC dbo.Login \"alice\", 'x'", "EXEC dbo.Login ?, ?")]
    [InlineData(
        SqlDialect.Sqlite,
        "UPDATE \"Items\" SET \"Name\" = @p0 WHERE \"Id\" = @p1 RETURNING \"Id\"",
        "UPDATE \"Items\" SET \"Name\" = @p0 WHERE \"Id\" = @p1 RETURNING \"Id\"")]
    [InlineData(
        SqlDialect.Sqlite,
        "INSERT INTO \"Items\" (\"Id\", \"Name\") VALUES (@p0, \"x\")",
        "INSERT INTO \"Items\" (\"Id\", \"Name\") VALUES (@p0, ?)")]
    [InlineData(
        SqlDialect.Sqlite,
        "SELECT \"i\".\"Id\" FROM \"Items\" AS \"i\" WHERE \"i\".\"A\" = \"i\".\"B\" AND \"i\".\"C\" = \"x\"",
        "SELECT \"i\".\"Id\" FROM \"Items\" AS \"i\" WHERE \"i\".\"A\" = \"i\".\"B\" AND \"i\".\"C\" = ?")]
    [InlineData(
        SqlDialect.Sqlite,
        "SELECT lower(\"x\"), COUNT(\"i\".\"Id\") FROM [my table] WHERE a IN (\"x\", \"y\") OR b LIKE \"x%\"",
        "SELECT lower(?), COUNT(\"i\".\"Id\") FROM [my table] WHERE a IN (?) OR b LIKE ?")]
    [InlineData(SqlDialect.Sqlite, "PRAGMA key = hunter2", "PRAGMA key = ?")]
    [InlineData(
        SqlDialect.Sqlite,
        "CREATE TABLE \"T\" (\"Id\" INTEGER, PRIMARY KEY (\"Id\")) ",
        "CREATE TABLE \"T\" (\"Id\" INTEGER, PRIMARY KEY (\"Id\"))")]
    [InlineData(SqlDialect.Sqlite, "SELECT $1, ?2, :3, @4", "SELECT $1, ?2, :3, @4")]
    [InlineData(SqlDialect.Unknown, "SELECT $1, $12.50, $100000", "SELECT $1, ?, ?")]
    [InlineData(SqlDialect.Oracle, "SELECT q'[it's]', nq'{a'b}', q'!x'y!', :1 FROM \"dual\"", "SELECT ?, ?, ?, :1 FROM \"dual\"")]
    [InlineData(SqlDialect.Oracle, "ALTER USER u IDENTIFIED BY \"Hunter2\" REPLACE old", "ALTER USER u IDENTIFIED BY ?")]
    public void Sanitize_follows_the_dialect(SqlDialect dialect, string sql, string shape) =>
        SqlSanitizer.Sanitize(sql, dialect).Should().Be(shape);

    [Theory]
    [InlineData("SELECT 'C:\\', 'x'")]
    [InlineData("SELECT 'it\\'s', x")]
    [InlineData("SELECT 1 # it's\n, 'x'")]
    [InlineData("SELECT 1 --'\n, x'")]
    [InlineData("SELECT [it's] = 'x'")]
    [InlineData("/* /* */ 'x' */ x")]
    [InlineData("/*! '*/ x' */ x")]
    [InlineData("SELECT \"x\"\"'\", x")]
    public void Where_dialects_disagree_an_unknown_one_loses_what_follows(string sql) =>
        SqlSanitizer.Sanitize(sql, SqlDialect.Unknown).Should().NotContain("x");

    [Fact]
    public void A_shape_is_cut_with_a_mark_at_4096_characters()
    {
        string sql = "SELECT " + string.Join(", ", Enumerable.Range(0, 2_000).Select(static n => $"column_{n}")) + " FROM t";

        string shape = SqlSanitizer.Sanitize(sql, SqlDialect.PostgreSql);

        shape.Should().HaveLength(SqlSanitizer.MaxLength).And.EndWith("…").And.StartWith("SELECT column_0, column_1");
    }

    [Fact]
    public void A_text_too_long_to_read_is_marked_as_cut()
    {
        string sql = "SELECT * FROM t WHERE id IN (" + string.Join(",", Enumerable.Range(0, 100_000)) + ") AND secret = 'x'";

        SqlSanitizer.Sanitize(sql, SqlDialect.Sqlite).Should().Be("SELECT * FROM t WHERE id IN (?…");
    }

    [Fact]
    public void A_word_longer_than_any_name_is_no_name()
    {
        string token = new('a', 200);

        SqlSanitizer.Sanitize($"SELECT {token}, \"{token}\"", SqlDialect.PostgreSql).Should().Be("SELECT ?, ?");
    }

    [Fact]
    public void A_repeated_text_costs_no_memory()
    {
        const string Sql = "SELECT * FROM products WHERE id = 42 AND name = 'x'";
        string copy = new(Sql.AsSpan());
        SqlSanitizer.Sanitize(Sql, SqlDialect.Sqlite);

        int call = 0;
        TestSupport.Allocations.PerCall(() => SqlSanitizer.Sanitize((call++ & 1) == 0 ? Sql : copy, SqlDialect.Sqlite)).Should().Be(0);
    }

    [Fact]
    public void Hundreds_of_other_texts_do_not_wear_out_the_cache()
    {
        for (int i = 0; i < 5_000; i++)
        {
            SqlSanitizer.Sanitize($"SELECT c{i} FROM t WHERE a = {i}", SqlDialect.MySql).Should().Be($"SELECT c{i} FROM t WHERE a = ?");
        }
    }
}
