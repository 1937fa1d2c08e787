using Obs.Tracing.Sql;

namespace Obs.Tracing.Tests.Sql;

public sealed class SafeConnectionStringTests
{
    [Theory]
    [InlineData("Host=db.example.com;Port=5433;Database=shop;Username=app;Password=hunter2", "db.example.com", 5433, "shop", "app")]
    [InlineData("Server=tcp:db.example.com,1433;Initial Catalog=shop;User ID=app;Pwd=hunter2", "db.example.com", 1433, "shop", "app")]
    [InlineData("Data Source=db\\sql1;Database=shop;UID=app;PASSWORD='hunter2;x'", "db\\sql1", null, "shop", "app")]
    [InlineData("server=db;uid=app;pwd=\"hunter2\";database=shop", "db", null, "shop", "app")]
    [InlineData("Data Source=//db.example.com:1521/shop;User Id=app;Password=hunter2", "db.example.com", 1521, null, "app")]
    [InlineData("Data Source=app/hunter2@db", null, null, null, null)]
    [InlineData("Data Source=shop.db;Password=hunter2", "shop.db", null, null, null)]
    [InlineData("Data Source=:memory:", ":memory:", null, null, null)]
    [InlineData("Data Source=file:shop.db?key=hunter2", null, null, null, null)]
    [InlineData("Host=db;SSL Password=hunter2;Passfile=hunter2;Access Token=hunter2;Options=hunter2", "db", null, null, null)]
    [InlineData("postgresql://app:hunter2@db.example.com:5433/shop?password=hunter2", "db.example.com", 5433, "shop", "app")]
    [InlineData("mysql://app:hunter2@db/shop", "db", null, "shop", "app")]
    [InlineData("postgresql://app:hun/hunter2@db/shop", null, null, null, null)]
    [InlineData("postgresql://app:hun?hunter2@db/shop", null, null, null, null)]
    [InlineData("postgresql://db/shop", "db", null, "shop", null)]
    [InlineData("Server=(localdb)\\MSSQLLocalDB;Database=shop;Integrated Security=true", "(localdb)\\MSSQLLocalDB", null, "shop", null)]
    [InlineData("Server=(local);Database=shop;User ID=app;Password=hunter2", "(local)", null, "shop", "app")]
    [InlineData("Server=np:\\\\db\\pipe\\sql\\query;Database=shop;Pwd=hunter2", "\\\\db\\pipe\\sql\\query", null, "shop", null)]
    [InlineData("Server=\\\\.\\pipe\\sql\\query;Database=shop", "\\\\.\\pipe\\sql\\query", null, "shop", null)]
    [InlineData("Server=lpc:db;Database=shop", "db", null, "shop", null)]
    [InlineData("Server=db\\sql1,1434;Database=shop", "db\\sql1", 1434, "shop", null)]
    [InlineData("Server=.;Database=shop;Trusted_Connection=yes", ".", null, "shop", null)]
    [InlineData("Host=db1,db2:5433;Database=shop;Password=hunter2", "db1,db2:5433", null, "shop", null)]
    [InlineData("Host=fe80::1;Port=5432;Database=shop", "fe80::1", 5432, "shop", null)]
    [InlineData("Server=[fe80::1]:3306;Database=shop", "[fe80::1]", 3306, "shop", null)]
    [InlineData("Host=/var/run/postgresql;Database=shop", "/var/run/postgresql", null, "shop", null)]
    [InlineData("Data Source=db:1521/shop;User Id=app;Password=hunter2", "db", 1521, null, "app")]
    [InlineData("Data Source=(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT=1521))(SECURITY=(WALLET=hunter2)))", "db", 1521, null, null)]
    [InlineData("Data Source=(DESCRIPTION=(ADDRESS=(HOST=hunter2/x)))", null, null, null, null)]
    [InlineData("DSN=shop;UID=app;PWD=hunter2", "shop", null, null, "app")]
    [InlineData("Server=db;Application Name=pwd=hunter2;Database=shop", "db", null, "shop", null)]
    [InlineData("Server=db;Proxy Password=hunter2;Pooling='x;Password=hunter2';Key=hunter2", "db", null, null, null)]
    [InlineData("postgres://app:hunter2@db1:1,db2:2/shop", "db1:1,db2", 2, "shop", "app")]
    [InlineData("nothing that hunter2 can parse", null, null, null, null)]
    [InlineData("Password=hunter2;=;;broken", null, null, null, null)]
    [InlineData("", null, null, null, null)]
    public void Parse_takes_what_may_be_shown_and_nothing_else(string text, string? server, int? port, string? database, string? user)
    {
        SafeConnectionString safe = SafeConnectionString.Parse(text);

        (safe.Server, safe.Port, safe.Database, safe.User).Should().Be((server, port, database, user));
        safe.Text.Should().NotContain("hunter2");
    }

    [Theory]
    [InlineData("Data Source=:memory:", "data source=:memory:")]
    [InlineData("Host=db;Password=hunter2;Database=shop", "host=db;database=shop")]
    [InlineData("Data Source=/app/pw.db;Mode=ReadWriteCreate;Password=hunter2", "data source=/app/pw.db;mode=ReadWriteCreate")]
    [InlineData("Server=tcp:db,1433;Encrypt=True;Connect Timeout=30;Pwd=x", "server=tcp:db,1433;encrypt=True;connect timeout=30")]
    [InlineData("postgresql://app:hunter2@db:1/shop?x=1", "postgresql://app@db:1/shop")]
    public void Text_keeps_the_form_it_came_in(string text, string shown) => SafeConnectionString.Parse(text).Text.Should().Be(shown);
}
