using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Obs.TestSupport;
using Obs.Tracing.Sql;

namespace Obs.Tracing.Tests.Sql;

/// <summary>The same commands on a plain and on a traced connection, recorded and not: what comes back may not differ in
/// anything.</summary>
[Collection(ProcessWideListeners.Name)]
public sealed class SqlDifferentialTests
{
    private static readonly string[] Commands =
    [
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price REAL, data BLOB)",
        "INSERT INTO t VALUES (1, 'one', 1.5, x'00FF'), (2, 'it''s', NULL, NULL)",
        "INSERT INTO t VALUES (1, 'again', 0, NULL)",
        "SELECT * FROM t ORDER BY id",
        "SELECT name FROM t WHERE id = @id",
        "SELECT 1; SELECT name, price FROM t; UPDATE t SET price = 2",
        "SELECT count(*) FROM t",
        "SELECT NULL",
        "SELEC",
        "SELECT * FROM nowhere",
        "INSERT INTO t (name) VALUES (NULL)",
        "",
        "DELETE FROM t WHERE id IN (1, 2, 3)",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_traced_connection_behaves_like_the_connection_it_wraps(bool isSampled)
    {
        using var recorded = new RecordedActivities(isSampled);
        await using var plain = new SqliteConnection("Data Source=:memory:");
        await using DbConnection traced = new SqliteConnection("Data Source=:memory:").Traced();

        (await Transcript(traced)).Should().Equal(await Transcript(plain));
    }

    private static async Task<List<string>> Transcript(DbConnection connection)
    {
        List<string> seen = [];
        foreach (bool inTransaction in new[] { false, true })
        {
            foreach (string sql in Commands)
            {
                await using DbTransaction? transaction = inTransaction ? await connection.BeginTransactionAsync() : null;
                await using DbCommand command = connection.CreateCommand();
                command.CommandText = sql;
                command.Transaction = transaction;
                command.CommandTimeout = 7;
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = "@id";
                parameter.Value = 2;
                command.Parameters.Add(parameter);
                seen.Add($"{sql} {command.Transaction == transaction} {command.Connection == connection} {command.CommandTimeout}");
                await Executions(command, seen);
                Attempt(seen, () => transaction?.Commit());
            }

            Attempt(seen, connection.Open);
            Attempt(seen, connection.Open);
            seen.Add(
                $"{connection.State} {connection.Database} {connection.DataSource} {connection.ServerVersion} {connection.CanCreateBatch}");
            seen.Add(string.Join(',', connection.GetSchema().Rows.Count, DbProviderFactories.GetFactory(connection)?.GetType().Name));
            Attempt(seen, () => connection.ChangeDatabase("other"));
            Attempt(seen, () => connection.CreateBatch());
        }

        return seen;
    }

    private static async Task Executions(DbCommand command, List<string> seen)
    {
        Attempt(seen, command.Prepare);
        Attempt(seen, () => seen.Add($"{command.ExecuteNonQuery()}"));
        Attempt(seen, () => seen.Add(Show(command.ExecuteScalar())));
        Attempt(seen, () => Read(command.ExecuteReader(), seen));
        Attempt(seen, () => Read(command.ExecuteReader(CommandBehavior.SingleRow | CommandBehavior.SequentialAccess), seen));
        await AttemptAsync(seen, async () => seen.Add($"{await command.ExecuteNonQueryAsync()}"));
        await AttemptAsync(seen, async () => seen.Add(Show(await command.ExecuteScalarAsync())));
        await AttemptAsync(seen, async () => Read(await command.ExecuteReaderAsync(), seen));
        await AttemptAsync(seen, async () => seen.Add(Show(await command.ExecuteScalarAsync(new CancellationToken(canceled: true)))));
        command.Cancel();
    }

    private static void Read(DbDataReader reader, List<string> seen)
    {
        using (reader)
        {
            do
            {
                while (reader.Read())
                {
                    seen.Add(string.Join(
                        '|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={Show(reader.GetValue(i))}")));
                }
            }
            while (reader.NextResult());

            seen.Add($"{reader.GetType().Name} {reader.RecordsAffected}");
        }
    }

    private static void Attempt(List<string> seen, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            seen.Add($"{exception.GetType()}: {exception.Message}");
        }
    }

    private static async Task AttemptAsync(List<string> seen, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception)
        {
            seen.Add($"{exception.GetType()}: {exception.Message}");
        }
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => $"{value.GetType().Name} {value}",
    };
}
