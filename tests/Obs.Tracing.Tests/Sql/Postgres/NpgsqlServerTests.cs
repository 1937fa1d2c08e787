using System.Data.Common;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Obs.TestSupport;
using Obs.Tracing.Sql;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Sql.Postgres;

/// <summary>Npgsql against a real server: every command is one subsegment, however it is run, and no value of it is in any
/// document.</summary>
[Collection(OnePostgres.Name)]
public sealed class NpgsqlServerTests(PostgresServer server) : IDisposable
{
    private const string Canary = "hunter2";
    private const string Sleeping = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'";

    private readonly RecordedService _recording = new();

    public void Dispose() => _recording.Dispose();

    [RequiresToolFact(PostgresServer.Program)]
    public async Task A_command_of_Npgsql_is_a_subsegment_named_for_its_database()
    {
        await using NpgsqlConnection connection = await OpenAsync();

        JsonObject call = (await TraceAsync(async () =>
        {
            await using var command = new NpgsqlCommand($"SELECT '{Canary}', $1::text", connection);
            command.Parameters.Add(new NpgsqlParameter { Value = Canary });
            (await command.ExecuteScalarAsync()).Should().Be(Canary);
        })).Single();

        call["name"]!.ToString().Should().Be("postgres@127.0.0.1");
        call["namespace"]!.ToString().Should().Be("remote");
        call["sql"]!["sanitized_query"]!.ToString().Should().Be("SELECT ?, $1::text");
        call["sql"]!["database_type"]!.ToString().Should().Be("postgresql");
        call.ContainsKey("fault").Should().BeFalse();
    }

    [RequiresToolFact(PostgresServer.Program)]
    public async Task A_traced_connection_leaves_its_commands_to_Npgsql_while_that_is_listened_to()
    {
        await using NpgsqlConnection connection = await OpenAsync();
        TracedDbConnection traced = connection.Traced();

        IReadOnlyList<JsonObject> calls = await TraceAsync(async () =>
        {
            (await traced.QuerySingleAsync<long>(
                "SELECT count(*) FROM unnest(@ids) i WHERE i = ANY(@ids)", new { ids = new[] { 1, 2, 3 } }))
                .Should()
                .Be(3);
            traced.Execute("SELECT 1");
            await using DbBatch batch = traced.CreateBatch();
            foreach (string sql in new[] { "SELECT 1", $"SELECT '{Canary}'" })
            {
                DbBatchCommand command = batch.CreateBatchCommand();
                command.CommandText = sql;
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync();
        });

        calls.Should().HaveCount(3).And.OnlyContain(static call => call["name"]!.ToString() == "postgres@127.0.0.1");
    }

    [RequiresToolFact(PostgresServer.Program)]
    public async Task Where_Npgsql_is_not_listened_to_the_wrapper_records()
    {
        _recording.Dispose();
        using var recorded = new RecordedActivities();
        await using DbDataSource source = NpgsqlDataSource.Create(server.ConnectionString).Traced();
        await using DbConnection connection = await source.OpenConnectionAsync();

        await connection.ExecuteAsync("SELECT @name", new { name = Canary });
        await using (DbCommand direct = source.CreateCommand("SELECT 2"))
        {
            (await direct.ExecuteScalarAsync()).Should().Be(2);
        }

        recorded.Stopped.Select(static a => (a.DisplayName, a.GetTagItem("db.query.text"))).Should().Equal(
            ("postgres@127.0.0.1", "SELECT @name"), ("postgres@127.0.0.1", "SELECT ?"));
        recorded.Stopped[0].GetTagItem("obs.db.target").Should().BeOfType<SqlTarget>().Which.Version.Should().NotBeNull();
    }

    [RequiresToolFact(PostgresServer.Program)]
    public async Task Commands_of_a_transaction_are_recorded_whether_it_ends_well_or_not()
    {
        await using DbConnection connection = (await OpenAsync()).Traced();
        await connection.ExecuteAsync("CREATE TEMP TABLE t(name text)");

        IReadOnlyList<JsonObject> calls = await TraceAsync(async () =>
        {
            await using (DbTransaction rolled = await connection.BeginTransactionAsync())
            {
                await connection.ExecuteAsync("INSERT INTO t VALUES (@name)", new { name = Canary }, rolled);
                await rolled.RollbackAsync();
            }

            await using DbTransaction kept = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("INSERT INTO t VALUES (@name)", new { name = Canary }, kept);
            await kept.CommitAsync();
        });

        calls.Where(static call => call["sql"]!["sanitized_query"]?.ToString().StartsWith("INSERT", StringComparison.Ordinal) == true)
            .Should().HaveCount(2);
        (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM t")).Should().Be(1);
    }

    [RequiresToolFact(PostgresServer.Program)]
    public async Task A_cancelled_command_is_a_fault_and_throws_what_it_would()
    {
        await using DbConnection connection = (await OpenAsync()).Traced();
        await using NpgsqlConnection other = await OpenAsync();

        JsonObject call = (await TraceAsync(async () =>
        {
            using var cancellation = new CancellationTokenSource();
            Task command = connection.ExecuteAsync(
                new CommandDefinition("SELECT pg_sleep(300)", commandTimeout: 0, cancellationToken: cancellation.Token));
            Activity.Current = null; // Looking whether it runs is not part of the trace.
            await Eventually.GetAsync(() => other.ExecuteScalarAsync<long>(Sleeping), static sleeping => sleeping == 1);
            await cancellation.CancelAsync();
            await command.Invoking(static c => c).Should().ThrowAsync<OperationCanceledException>();
        })).Single();

        call["fault"]!.GetValue<bool>().Should().BeTrue();
        call["sql"]!["sanitized_query"]!.ToString().Should().Be("SELECT pg_sleep(?)");
    }

    [RequiresToolFact(PostgresServer.Program)]
    public async Task A_reader_that_is_left_in_the_middle_ends_its_subsegment()
    {
        await using DbConnection connection = (await OpenAsync()).Traced();

        IReadOnlyList<JsonObject> calls = await TraceAsync(async () =>
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = "SELECT * FROM generate_series(1, 100000)";
            await using DbDataReader reader = await command.ExecuteReaderAsync();
            (await reader.ReadAsync()).Should().BeTrue();
        });

        calls.Should().ContainSingle().Which.ContainsKey("end_time").Should().BeTrue();
        _recording.Live.IsEmpty.Should().BeTrue();
    }

    [RequiresToolFact(PostgresServer.Program)]
    public async Task A_copy_is_recorded_once_and_without_its_rows()
    {
        await using NpgsqlConnection connection = await OpenAsync();
        await connection.ExecuteAsync("CREATE TEMP TABLE rows(name text)");

        IReadOnlyList<JsonObject> calls = await TraceAsync(async () =>
        {
            await using NpgsqlBinaryImporter importer = await connection.BeginBinaryImportAsync(
                "COPY rows(name) FROM STDIN (FORMAT BINARY)");
            await importer.StartRowAsync();
            await importer.WriteAsync(Canary);
            (await importer.CompleteAsync()).Should().Be(1);
        });

        calls.Should().ContainSingle().Which["name"]!.ToString().Should().Be("postgres@127.0.0.1");
    }

    [RequiresToolFact(PostgresServer.Program)]
    public async Task What_the_server_quotes_when_it_refuses_is_in_no_document()
    {
        await using DbConnection connection = (await OpenAsync()).Traced();
        await connection.ExecuteAsync("CREATE TEMP TABLE users(email text UNIQUE); INSERT INTO users VALUES ('hunter2')");

        IReadOnlyList<JsonObject> calls = await TraceAsync(async () =>
        {
            foreach (
                string sql in new[] { "INSERT INTO users VALUES ('hunter2')", "SELECT 'hunter2'::int", "SELECT hunter2 hunter2 hunter2" })
            {
                Func<Task> command = () => connection.ExecuteAsync(sql);
                await command.Should().ThrowAsync<PostgresException>();
            }
        }, quotes: "SELECT hunter2 hunter2 hunter2");

        calls.Should().HaveCount(3).And.OnlyContain(static call => call["fault"] != null);
        calls.SelectMany(static call => call["cause"]!["exceptions"]!.AsArray()).Should().OnlyContain(
            static e => e!["type"]!.ToString() == "PostgresException" && e["message"]!.ToString().Contains(
                "not recorded", StringComparison.Ordinal));
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private async Task<IReadOnlyList<JsonObject>> TraceAsync(Func<Task> work, string? quotes = null)
    {
        Activity request = _recording.BeginRequest();
        await work();
        Activity.Current = request;
        _recording.EndRequest(request);
        string document = _recording.Documents.Texts.Single();
        document.Replace(quotes ?? "-", "", StringComparison.Ordinal).Should().NotContain(Canary);
        return [.. _recording.Documents.Single["subsegments"]!.AsArray().Select(static call => call!.AsObject())];
    }
}
