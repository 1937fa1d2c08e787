using System.Data.Common;
using System.Diagnostics;
using Npgsql;
using Obs.TestSupport;
using Obs.Tracing.Sql;

namespace Obs.Tracing.Tests.Sql;

/// <summary>What can be seen of Npgsql without a server: who records its commands, and its batches.</summary>
[Collection(ProcessWideListeners.Name)]
public sealed class NpgsqlTests
{
    private const string ConnectionString = "Host=db.example.com;Port=5433;Database=shop;Username=app;Password=hunter2";

    [Fact]
    public void A_command_is_recorded_while_nobody_listens_to_Npgsql()
    {
        using var recorded = new RecordedActivities();
        using var connection = new NpgsqlConnection(ConnectionString);
        using var command = new NpgsqlCommand("SELECT $$it's hunter2$$, \"a\" FROM t WHERE id = $1", connection);

        using Activity? activity = SqlCommandTracing.Start(command);

        activity!.DisplayName.Should().Be("shop@db.example.com");
        activity.TagObjects.Should().Equal(
            new KeyValuePair<string, object?>("db.system.name", "postgresql"),
            new KeyValuePair<string, object?>("db.namespace", "shop"),
            new KeyValuePair<string, object?>("server.address", "db.example.com"),
            new KeyValuePair<string, object?>("server.port", 5433),
            new KeyValuePair<string, object?>("db.user", "app"),
            new KeyValuePair<string, object?>("obs.db.target", SqlTarget.Of(connection)),
            new KeyValuePair<string, object?>("db.query.text", "SELECT ?, \"a\" FROM t WHERE id = $1"));
        SqlTarget.Of(connection).ConnectionString.Should().Be("host=db.example.com;port=5433;database=shop;username=app");
    }

    [Fact]
    public void A_command_is_left_to_Npgsql_while_somebody_listens_to_it()
    {
        using var recorded = new RecordedActivities(isSampled: true, "Npgsql");
        using var connection = new NpgsqlConnection(ConnectionString);
        using var command = new NpgsqlCommand("SELECT 1", connection);

        SqlCommandTracing.Start(command).Should().BeNull();
    }

    [Fact]
    public async Task A_command_of_a_data_source_says_where_it_goes()
    {
        using var recorded = new RecordedActivities();
        await using DbDataSource source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Database=shop").Traced();
        await using DbCommand command = source.CreateCommand("SELECT 1");

        Func<Task> execute = () => command.ExecuteScalarAsync();

        await execute.Should().ThrowAsync<NpgsqlException>();
        recorded.Stopped.Should().ContainSingle().Which.DisplayName.Should().Be("shop@127.0.0.1");
    }

    [Fact]
    public void Dapper_recognises_the_provider_behind_a_traced_connection()
    {
        using var connection = new NpgsqlConnection(ConnectionString);

        connection.Traced().GetType().Name.Should().Be(nameof(NpgsqlConnection));
    }

    [Fact]
    public async Task A_batch_is_one_activity_and_fails_as_it_would_unwrapped()
    {
        using var recorded = new RecordedActivities();
        await using TracedDbConnection connection = new NpgsqlConnection(ConnectionString).Traced();
        connection.CanCreateBatch.Should().BeTrue();
        await using DbBatch batch = connection.CreateBatch();
        foreach (string sql in new[] { "UPDATE t SET a = 'hunter2'", "DELETE FROM t WHERE id IN (1, 2)" })
        {
            DbBatchCommand command = batch.CreateBatchCommand();
            command.CommandText = sql;
            batch.BatchCommands.Add(command);
        }

        Func<Task> execute = () => batch.ExecuteNonQueryAsync();

        await execute.Should().ThrowAsync<InvalidOperationException>();
        batch.Connection.Should().BeSameAs(connection);
        Activity activity = recorded.Stopped.Should().ContainSingle().Subject;
        activity.GetTagItem("db.query.text").Should().Be("UPDATE t SET a = ?; DELETE FROM t WHERE id IN (?)");
        activity.GetTagItem("db.operation.batch.size").Should().Be(2);
        activity.Status.Should().Be(ActivityStatusCode.Error);
    }
}
