using Obs.Tracing.Sql;

namespace Obs.Tracing.Tests.Sql;

/// <summary>What one dialect writes and no other reads the same way.</summary>
public sealed class SqlDialectTests
{
    [Theory]
    [InlineData("SELECT $tag$ secret $other$ secret $tag$, 1", "SELECT ?, ?")]
    [InlineData("SELECT $$secret", "SELECT ?")]
    [InlineData("SELECT $1, $2::int[], a$b$c FROM t", "SELECT $1, $2::int[], a$b$c FROM t")]
    [InlineData("SELECT E'secret\\\\', 'x', e'\\'secret\\''", "SELECT ?, ?, ?")]
    [InlineData("SELECT 'a'\n'secret'", "SELECT ? ?")]
    [InlineData("SELECT B'1010', X'1FF', 1.5e+10, 0x1f, 0o17, 1_000.5", "SELECT ?, ?, ?, ?, ?, ?")]
    [InlineData("/* a /* 'secret' */ \" */ SELECT 1", "SELECT ?")]
    [InlineData("SELECT '{\"k\": \"secret\"}'::jsonb -> 'k' ->> 0", "SELECT ?::jsonb -> ? ->> ?")]
    [InlineData("SELECT * FROM \"Order \"\"Details\"\"\" WHERE \"Id\" = 5", "SELECT * FROM \"Order \"\"Details\"\"\" WHERE \"Id\" = ?")]
    [InlineData("COPY t FROM STDIN; INSERT INTO t VALUES ('secret')", "COPY t FROM STDIN; INSERT INTO t VALUES (?)")]
    [InlineData("SELECT a ~* '^secret' AND b !~ 'x' AND c @@ 'y'", "SELECT a ~* ? AND b !~ ? AND c @@ ?")]
    [InlineData("SELECT now() - interval '1 day' AT TIME ZONE 'UTC'", "SELECT now() - interval ? AT TIME ZONE ?")]
    [InlineData("WHERE id = ANY(ARRAY[1, 2, 3])", "WHERE id = ANY(ARRAY[?, ?, ?])")]
    [InlineData("WHERE id = ANY($1) AND (a, b) IN ((1, 'x'), (2, 'y'))", "WHERE id = ANY($1) AND (a, b) IN ((?, ?), (?, ?))")]
    [InlineData("SELECT 1 -- secret\r, 2", "SELECT ? , ?")]
    public void PostgreSql(string sql, string shape) => Sanitize(sql, SqlDialect.PostgreSql).Should().Be(shape);

    [Theory]
    [InlineData("SELECT \"secret\", 'sec''ret', 'sec\\'ret', \"sec\"\"ret\"", "SELECT ?, ?, ?, ?")]
    [InlineData("SELECT `order`.`a` FROM `shop`.`order` # secret\nWHERE a = 1", "SELECT `order`.`a` FROM `shop`.`order` WHERE a = ?")]
    [InlineData("SELECT 1 -- secret\n, 2 /* secret */, 3 --2", "SELECT ? , ? , ? -?")]
    [InlineData("SELECT x'4D7953514C', 0b01, b'01', _utf8mb4'secret', N'secret'", "SELECT ?, ?, ?, _utf8mb4?, ?")]
    [InlineData("SELECT /*+ NO_INDEX(t) */ /*!80000 'secret', */ a FROM t", "SELECT ?, a FROM t")]
    [InlineData("SET @a := 'secret', @@session.x = 5", "SET @a := ?, @@session.x = ?")]
    [InlineData("SET PASSWORD FOR 'app'@'%' = 'secret'", "SET PASSWORD FOR ?@? = ?")]
    [InlineData(
        "CREATE USER 'app'@'localhost' IDENTIFIED WITH mysql_native_password BY 'secret'",
        "CREATE USER ?@? IDENTIFIED WITH mysql_native_password BY ?")]
    [InlineData("LOAD DATA INFILE '/secret' INTO TABLE t", "LOAD DATA INFILE ? INTO TABLE t")]
    [InlineData("SELECT 'never ends \\'", "SELECT ?")]
    public void MySql(string sql, string shape) => Sanitize(sql, SqlDialect.MySql).Should().Be(shape);

    [Theory]
    [InlineData(
        "SELECT TOP 10 [Order Details].[a] FROM [Order Details] WITH (NOLOCK)",
        "SELECT TOP ? [Order Details].[a] FROM [Order Details] WITH (NOLOCK)")]
    [InlineData("SELECT N'secret', 0xDEADBEEF, $1, -$2.50, 1e5", "SELECT ?, ?, ?, -?, ?")]
    [InlineData("DECLARE @p0 int = 5; SELECT @p0, @@IDENTITY", "DECLARE @p0 int = ?; SELECT @p0, @@IDENTITY")]
    [InlineData("/* /* secret */ 'secret' */ SELECT 1", "SELECT ?")]
    [InlineData("EXEC sp_executesql N'SELECT * FROM t WHERE a = ''secret''', N'@p int', @p = 5", "EXEC sp_executesql ?, ?, @p = ?")]
    [InlineData("CREATE LOGIN app WITH PASSWORD = N'secret'", "CREATE LOGIN app WITH PASSWORD = ?")]
    [InlineData("SELECT a FROM ##global WHERE b LIKE '%secret[_]%' ESCAPE '!'", "SELECT a FROM ##global WHERE b LIKE ? ESCAPE ?")]
    [InlineData("MERGE t USING (VALUES (1, 'x')) AS s (a, b) ON t.a = s.a", "MERGE t USING (VALUES (?, ?)) AS s (a, b) ON t.a = s.a")]
    public void SqlServer(string sql, string shape) => Sanitize(sql, SqlDialect.SqlServer).Should().Be(shape);

    [Theory]
    [InlineData("SELECT q'[sec]ret]', Q'<a'b>', q'(x)', Nq'#secret#' FROM dual", "SELECT ?, ?, ?, ? FROM dual")]
    [InlineData("SELECT q'[never ends]", "SELECT ?")]
    [InlineData("SELECT :1, :name, N'secret', 1.5f, 2d FROM \"t\"", "SELECT :1, :name, ?, ?, ? FROM \"t\"")]
    [InlineData(
        "SELECT /*+ INDEX(t i) */ a FROM v$session, t# WHERE b = DATE '2026-01-01'",
        "SELECT a FROM v$session, t# WHERE b = DATE ?")]
    [InlineData("BEGIN p('secret', x => 5); END;", "BEGIN p(?, x => ?); END;")]
    [InlineData("CREATE USER app IDENTIFIED BY secret ACCOUNT UNLOCK", "CREATE USER app IDENTIFIED BY ?")]
    public void Oracle(string sql, string shape) => Sanitize(sql, SqlDialect.Oracle).Should().Be(shape);

    [Theory]
    [InlineData("SELECT ?, ?12, :a, @b, $c, $d::e", "SELECT ?, ?12, :a, @b, $c, $d::e")]
    [InlineData("SELECT x'00ff', 1e-7, .5, 5., 0xFF", "SELECT ?, ?, ?, ?, ?")]
    [InlineData(
        "INSERT INTO [t] (`a`, \"b\") VALUES ('secret', 'x') ON CONFLICT DO UPDATE SET a = 'secret'",
        "INSERT INTO [t] (`a`, \"b\") VALUES (?, ?) ON CONFLICT DO UPDATE SET a = ?")]
    [InlineData("ATTACH DATABASE 'secret.db' AS x KEY 'secret'", "ATTACH DATABASE ? AS x KEY ?")]
    [InlineData("SELECT a FROM t WHERE b IN (1,2) /* secret", "SELECT a FROM t WHERE b IN (?)")]
    public void Sqlite(string sql, string shape) => Sanitize(sql, SqlDialect.Sqlite).Should().Be(shape);

    private static string Sanitize(string sql, SqlDialect dialect)
    {
        string shape = SqlSanitizer.Sanitize(sql, dialect);
        shape.Should().NotContain("secret");
        return shape;
    }
}
