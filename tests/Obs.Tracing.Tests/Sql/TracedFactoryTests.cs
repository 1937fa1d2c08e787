using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Obs.TestSupport;
using Obs.Tracing.Sql;

namespace Obs.Tracing.Tests.Sql;

/// <summary>Factories of providers, and what Dapper looks for on the commands of Oracle's.</summary>
public sealed class TracedFactoryTests
{
    [Fact]
    public async Task Whatever_a_traced_factory_creates_is_recorded()
    {
        using var recorded = new RecordedActivities();
        DbProviderFactory factory = SqliteFactory.Instance.Traced();
        await using DbConnection connection = factory.CreateConnection()!;
        connection.ConnectionString = factory.CreateConnectionStringBuilder()!.ConnectionString + "Data Source=:memory:";
        await connection.OpenAsync();

        await using DbCommand command = factory.CreateCommand()!;
        command.Connection = connection;
        command.CommandText = "SELECT $value";
        DbParameter parameter = factory.CreateParameter()!;
        (parameter.ParameterName, parameter.Value) = ("$value", 3);
        command.Parameters.Add(parameter);
        (await command.ExecuteScalarAsync()).Should().Be(3L);
        await using DbDataSource source = factory.CreateDataSource("Data Source=:memory:");
        await using DbCommand direct = source.CreateCommand("SELECT 4");
        (await direct.ExecuteScalarAsync()).Should().Be(4L);

        recorded.Stopped.Select(static a => a.GetTagItem("db.query.text")).Should().Equal("SELECT $value", "SELECT ?");
        factory.Traced().Should().BeSameAs(factory);
        factory.CanCreateBatch.Should().Be(SqliteFactory.Instance.CanCreateBatch);
    }

    [Fact]
    public void An_adapter_fills_from_a_traced_command()
    {
        using var recorded = new RecordedActivities();
        DbProviderFactory factory = SqliteFactory.Instance.Traced();
        using DbConnection connection = factory.CreateConnection()!;
        connection.ConnectionString = "Data Source=:memory:";
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT 1 AS one, 'two' AS two";
        using DbDataAdapter adapter = factory.CreateDataAdapter()!;
        adapter.SelectCommand = command;
        using var table = new DataTable();

        adapter.Fill(table).Should().Be(1);

        table.Rows[0]["two"].Should().Be("two");
        recorded.Stopped.Should().ContainSingle();
    }

    [Fact]
    public void Dapper_binds_by_name_where_the_provider_would_bind_by_position()
    {
        using var connection = new PositionalConnection();
        connection.Open();
        using TracedDbConnection traced = connection.Traced();

        traced.QuerySingle<long>("SELECT $b - $a", new { a = 1, b = 3 }).Should().Be(2);

        connection.Commands.Should().ContainSingle().Which.BindByName.Should().BeTrue();
    }

    [Fact]
    public void A_command_of_another_provider_has_no_such_property()
    {
        using TracedDbConnection traced = new SqliteConnection("Data Source=:memory:").Traced();
        using DbCommand command = traced.CreateCommand();

        command.GetType().GetProperty("BindByName").Should().BeNull();
        ((TracedDbCommand)command).Inner.Should().BeOfType<SqliteCommand>();
    }

    private sealed class PositionalConnection() : SqliteConnection("Data Source=:memory:")
    {
        public List<PositionalCommand> Commands { get; } = [];

        protected override DbCommand CreateDbCommand()
        {
            var command = new PositionalCommand { Connection = this };
            Commands.Add(command);
            return command;
        }
    }

    private sealed class PositionalCommand : SqliteCommand
    {
        public bool BindByName { get; set; }
    }
}
