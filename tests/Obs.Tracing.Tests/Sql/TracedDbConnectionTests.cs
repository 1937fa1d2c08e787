using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Obs.TestSupport;
using Obs.Tracing.Sql;

namespace Obs.Tracing.Tests.Sql;

[Collection(ProcessWideListeners.Name)]
public sealed class TracedDbConnectionTests
{
    private const string Create = "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO items VALUES (1, 'one'), (2, 'two')";

    [Fact]
    public async Task Every_way_to_execute_is_one_activity()
    {
        using var recorded = new RecordedActivities();
        await using TracedDbConnection connection = Open();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM items WHERE id = 2";

        command.ExecuteNonQuery();
        await command.ExecuteNonQueryAsync();
        command.ExecuteScalar().Should().Be("two");
        (await command.ExecuteScalarAsync()).Should().Be("two");
        using (DbDataReader reader = command.ExecuteReader())
        {
            reader.Read().Should().BeTrue();
        }

        await using (DbDataReader reader = await command.ExecuteReaderAsync())
        {
            reader.Should().BeOfType<SqliteDataReader>();
        }

        recorded.Stopped.Skip(1).Should().HaveCount(6).And.OnlyContain(activity =>
            activity.ParentSpanId == recorded.Root!.SpanId
                && (string?)activity.GetTagItem("db.query.text") == "SELECT name FROM items WHERE id = ?");
        Activity.Current.Should().Be(recorded.Root);
    }

    [Fact]
    public void An_activity_says_where_it_went_and_nothing_secret()
    {
        using var recorded = new RecordedActivities();
        using TracedDbConnection connection = Open();

        connection.Execute("UPDATE items SET name = 'hunter2' WHERE id = @id", new { id = 1 });

        Activity activity = recorded.Stopped[^1];
        activity.Kind.Should().Be(ActivityKind.Client);
        activity.Source.Name.Should().Be("Obs.Sql");
        activity.DisplayName.Should().Be("main@");
        activity.Status.Should().Be(ActivityStatusCode.Unset);
        activity.TagObjects.Should().Equal(
            new KeyValuePair<string, object?>("db.system.name", "sqlite"),
            new KeyValuePair<string, object?>("db.namespace", "main"),
            new KeyValuePair<string, object?>("server.address", ""),
            new KeyValuePair<string, object?>("obs.db.target", SqlTarget.Of(connection.Inner)),
            new KeyValuePair<string, object?>("db.query.text", "UPDATE items SET name = ? WHERE id = @id"));
        SqlTarget.Of(connection.Inner).ConnectionString.Should().Be("data source=:memory:");
        SqlTarget.Of(connection.Inner).Version.Should().Be(connection.ServerVersion);
    }

    [Fact]
    public async Task A_failure_is_recorded_and_goes_on_untouched()
    {
        using var recorded = new RecordedActivities();
        await using TracedDbConnection connection = Open();

        Func<Task> execute = () => connection.ExecuteAsync("SELEC oops");

        (await execute.Should().ThrowAsync<SqliteException>()).Which.SqliteErrorCode.Should().Be(1);
        Activity activity = recorded.Stopped[^1];
        activity.Status.Should().Be(ActivityStatusCode.Error);
        activity.GetTagItem("error.type").Should().Be(typeof(SqliteException).FullName);
        activity.Events.Should().ContainSingle(static e => e.Name == "exception");
    }

    [Fact]
    public void A_cancelled_command_is_recorded()
    {
        using var recorded = new RecordedActivities();
        using TracedDbConnection connection = Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT 1";

        Func<Task> execute = () => command.ExecuteScalarAsync(new CancellationToken(canceled: true));

        execute.Should().ThrowAsync<OperationCanceledException>();
        recorded.Stopped[^1].GetTagItem("error.type").Should().Be(typeof(TaskCanceledException).FullName);
    }

    [Fact]
    public async Task Dapper_works_inside_a_transaction()
    {
        using var recorded = new RecordedActivities();
        await using TracedDbConnection connection = Open();

        await using (DbTransaction transaction = await connection.BeginTransactionAsync())
        {
            transaction.Connection.Should().BeSameAs(connection);
            await connection.ExecuteAsync("DELETE FROM items WHERE id IN @ids", new { ids = new[] { 1, 2 } }, transaction);
            (await connection.QueryAsync<int>("SELECT id FROM items", transaction: transaction)).Should().BeEmpty();
            await transaction.RollbackAsync();
            transaction.Connection.Should().BeNull();
        }

        connection.Query<string>("SELECT name FROM items ORDER BY id").Should().Equal("one", "two");
        recorded.Stopped.Select(static a => a.GetTagItem("db.query.text")).Should().Contain("DELETE FROM items WHERE id IN (@ids1,@ids2)");
    }

    [Fact]
    public void Outside_a_recorded_trace_nothing_starts()
    {
        using var recorded = new RecordedActivities(isSampled: false);
        using TracedDbConnection connection = Open();

        connection.ExecuteScalar<string>("SELECT name FROM items WHERE id = 1").Should().Be("one");

        recorded.Stopped.Should().BeEmpty();
        SqlCommandTracing.IsRecording.Should().BeFalse();
    }

    [Fact]
    public void An_unsampled_execution_costs_what_it_costs_unwrapped()
    {
        using var recorded = new RecordedActivities(isSampled: false);
        using TracedDbConnection connection = Open();
        using DbCommand traced = connection.CreateCommand();
        using DbCommand plain = connection.Inner.CreateCommand();
        traced.CommandText = plain.CommandText = "SELECT name FROM items WHERE id = 1";

        const long Once = long.MaxValue - 1; // Whatever a round takes is few enough.
        long unwrapped = Enumerable.Range(0, 10).Min(_ => Allocations.PerCall(() => plain.ExecuteScalar(), Once));

        Allocations.PerCall(() => traced.ExecuteScalar(), unwrapped).Should().BeLessThanOrEqualTo(unwrapped);
    }

    [Fact]
    public void The_state_change_of_a_connection_comes_from_the_connection_one_has()
    {
        List<(object Sender, ConnectionState State)> seen = [];
        using TracedDbConnection connection = new SqliteConnection("Data Source=:memory:").Traced();
        connection.StateChange += Record;

        connection.Open();
        connection.StateChange -= Record;
        connection.Close();

        seen.Should().Equal((connection, ConnectionState.Open));

        void Record(object sender, StateChangeEventArgs change) => seen.Add((sender, change.CurrentState));
    }

    [Fact]
    public void A_traced_connection_is_not_wrapped_again()
    {
        using TracedDbConnection connection = new SqliteConnection("Data Source=:memory:").Traced();

        connection.Traced().Should().BeSameAs(connection);
    }

    [Fact]
    public async Task A_data_source_gives_traced_connections_and_commands()
    {
        using var recorded = new RecordedActivities();
        await using DbDataSource source = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:").Traced();

        await using (DbConnection connection = await source.OpenConnectionAsync())
        {
            connection.Should().BeAssignableTo<TracedDbConnection>();
            connection.ExecuteScalar<long>("SELECT 7").Should().Be(7);
        }

        await using DbCommand command = source.CreateCommand("SELECT 8");
        (await command.ExecuteScalarAsync()).Should().Be(8L);

        recorded.Stopped.Select(static a => a.GetTagItem("db.query.text")).Should().Equal("SELECT ?", "SELECT ?");
    }

    private static TracedDbConnection Open()
    {
        TracedDbConnection connection = new SqliteConnection("Data Source=:memory:").Traced();
        connection.Open();
        connection.Execute(Create);
        return connection;
    }
}
