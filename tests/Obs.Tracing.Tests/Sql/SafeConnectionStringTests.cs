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
    [InlineData("postgresql://app:hunter2@db:1/shop?x=1", "postgresql://app@db:1/shop")]
    public void Text_keeps_the_form_it_came_in(string text, string shown) => SafeConnectionString.Parse(text).Text.Should().Be(shown);
}
