using System.Data;
using System.Data.Common;
using System.Globalization;
using Obs.TestSupport;

namespace Obs.Tracing.Tests.Sql;

/// <summary>A random but repeatable way to use a connection: a seed does the same things in the same order on every connection.</summary>
internal sealed class DbScenario(int seed, string[] texts, bool canWait)
{
    private const int Steps = 20;

    private static readonly CommandBehavior[] Behaviors =
        [CommandBehavior.Default, CommandBehavior.SingleRow, CommandBehavior.SequentialAccess, CommandBehavior.CloseConnection];

    private readonly Random _random = new(seed);
    private readonly Transcript _seen = new();

    // An abandoned reader stays abandoned: collected at some moment, it would let go of its locks in one run and not in the other.
    private readonly List<DbDataReader> _abandoned = [];
    private DbTransaction? _transaction;

    public async Task<IReadOnlyList<string>> RunAsync(DbConnection connection)
    {
        connection.StateChange += (sender, change) =>
            _seen.Note("event", $"{sender == connection} {change.OriginalState} > {change.CurrentState}");
        for (int step = 0; step < Steps; step++)
        {
            await (_random.Next(8) switch
            {
                0 => LifeAsync(connection),
                1 => TransactAsync(connection),
                2 => DescribeAsync(connection),
                3 when connection.CanCreateBatch => BatchAsync(connection),
                _ => CommandAsync(connection),
            });
        }

        await _seen.AttemptAsync("end", () => connection.DisposeAsync().AsTask());
        _seen.Note("abandoned", _abandoned.Count);
        return _seen.Lines;
    }

    private async Task LifeAsync(DbConnection connection)
    {
        switch (_random.Next(6))
        {
            case 0:
                _seen.Attempt("open", () => Done(connection.Open));
                break;
            case 1 or 2:
                await _seen.AttemptAsync("open", () => connection.OpenAsync(Token(0)));
                break;
            case 3:
                await _seen.AttemptAsync("open, cancelled", () => connection.OpenAsync(Token(1)));
                break;
            case 4:
                await _seen.AttemptAsync("close", connection.CloseAsync);
                break;
            default:
                _seen.Attempt("close", () => Done(connection.Close));
                break;
        }
    }

    private async Task TransactAsync(DbConnection connection)
    {
        switch (_random.Next(7))
        {
            case 0 or 1:
                _seen.Attempt("begin", () => Describe(_transaction = connection.BeginTransaction(IsolationLevel.Serializable), connection));
                break;
            case 2:
                await _seen.AttemptAsync(
                    "begin", async () => Describe(_transaction = await connection.BeginTransactionAsync(Token(0)), connection));
                break;
            case 3:
                _seen.Attempt("commit", () => Done(() => _transaction!.Commit()));
                break;
            case 4:
                await _seen.AttemptAsync("roll back", () => _transaction!.RollbackAsync(Token(0)));
                break;
            case 5:
                _seen.Attempt("save", () => Done(() => _transaction!.Save("here")));
                _seen.Attempt("roll back to", () => Done(() => _transaction!.Rollback("here")));
                break;
            default:
                await _seen.AttemptAsync("dispose transaction", () => _transaction!.DisposeAsync().AsTask());
                break;
        }

        _seen.Attempt("transaction", () => Describe(_transaction, connection));
    }

    private Task DescribeAsync(DbConnection connection)
    {
        _seen.Attempt("state", () => $"{connection.State} {connection.Database} {connection.DataSource} {connection.ConnectionTimeout} {connection.ConnectionString}");
        _seen.Attempt("version", () => connection.ServerVersion);
        _seen.Attempt("schema", () => connection.GetSchema().TableName);
        _seen.Attempt("schema", () => connection.GetSchema("tables", [null, "t"]).TableName);
        _seen.Attempt("change database", () => Done(() => connection.ChangeDatabase("other")));
        _seen.Attempt("enlist", () => Done(() => connection.EnlistTransaction(null)));
        return _seen.AttemptAsync("schema", async () => (await connection.GetSchemaAsync("tables", Token(0))).TableName);
    }

    private async Task CommandAsync(DbConnection connection)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = texts[_random.Next(texts.Length)];
        command.CommandTimeout = _random.Next(1, 60);
        _seen.Attempt("type", () => command.CommandType = _random.Next(6) == 0 ? CommandType.StoredProcedure : CommandType.Text);
        DbTransaction? transaction = _random.Next(3) == 0 ? null : _transaction;
        _seen.Attempt("transaction", () => Done(() => command.Transaction = transaction));
        _seen.Attempt("transaction", () => command.Transaction == transaction);
        AddParameter(command, ParameterDirection.Input);
        _seen.Attempt("out", () => AddParameter(command, ParameterDirection.InputOutput));
        if (_random.Next(4) == 0)
        {
            _seen.Attempt("prepare", () => Done(command.Prepare));
            await _seen.AttemptAsync("prepare", () => command.PrepareAsync(Token(0)));
        }

        string what = $"{command.CommandText} {command.Connection == connection} {command.CommandTimeout}";
        await ExecuteAsync(new DbExecutions(command), what, command.CommandText);
        _seen.Attempt("parameters", () => command.Parameters.Cast<DbParameter>().Select(static p => p.Value).ToArray());
        _seen.Attempt("cancel", () => Done(command.Cancel));
        await _seen.AttemptAsync("dispose", () => _random.Next(2) == 0 ? command.DisposeAsync().AsTask() : Task.Run(command.Dispose));
    }

    private async Task BatchAsync(DbConnection connection)
    {
        await using DbBatch batch = connection.CreateBatch();
        for (int i = _random.Next(4); i > 0; i--)
        {
            DbBatchCommand command = batch.CreateBatchCommand();
            command.CommandText = texts[_random.Next(texts.Length)];
            batch.BatchCommands.Add(command);
        }

        batch.Timeout = _random.Next(1, 60);
        batch.Transaction = _transaction;
        _seen.Attempt("prepare batch", () => Done(batch.Prepare));
        string last = batch.BatchCommands.Count == 0 ? "" : batch.BatchCommands[^1].CommandText;
        await ExecuteAsync(new DbExecutions(batch), $"batch {batch.Connection == connection} {batch.Transaction == _transaction}", last);
        _seen.Note("records", batch.BatchCommands.Select(static command => command.RecordsAffected).ToArray());
    }

    private async Task ExecuteAsync(DbExecutions work, string what, string text)
    {
        CommandBehavior behavior = Behaviors[_random.Next(Behaviors.Length)];
        bool waits = canWait && text == "wait";
        switch (waits ? 7 : _random.Next(8))
        {
            case 0:
                _seen.Attempt(what, () => work.NonQuery());
                break;
            case 1:
                await _seen.AttemptAsync(what, () => work.NonQueryAsync(Token(_random.Next(4))));
                break;
            case 2:
                _seen.Attempt(what, work.Scalar);
                break;
            case 3:
                await _seen.AttemptAsync(what, () => work.ScalarAsync(Token(_random.Next(4))));
                break;
            case 4 or 5:
                _seen.Attempt(what, () => Read(work.Reader(behavior)));
                break;
            case 6:
                await _seen.AttemptAsync(what, () => ReadAsync(work.ReaderAsync(behavior, Token(_random.Next(4)))));
                break;
            default:
                await CancelAsync(work, what, waits);
                break;
        }
    }

    /// <summary>Cancels a command that is under way; one that does not wait is done before it is cancelled.</summary>
    private async Task CancelAsync(DbExecutions work, string what, bool waits)
    {
        using var source = new CancellationTokenSource();
        int kind = _random.Next(3);
        await _seen.AttemptAsync(what + " under way", async () =>
        {
            Task task = kind switch
            {
                0 => work.NonQueryAsync(source.Token),
                1 => work.ScalarAsync(source.Token),
                _ => ReadAsync(work.ReaderAsync(CommandBehavior.Default, source.Token)),
            };
            _seen.Note("waits", waits && !task.IsCompleted);
            await source.CancelAsync();
            await task;
        });
    }

    private List<string> Read(DbDataReader reader)
    {
        List<string> rows = [];
        int left = _random.Next(6);
        bool isAbandoned = _random.Next(4) == 0;
        do
        {
            while (left-- > 0 && reader.Read())
            {
                object[] values = new object[reader.FieldCount];
                reader.GetValues(values);
                rows.Add(string.Join('|', values.Select(static value => Convert.ToString(value, CultureInfo.InvariantCulture))));
            }
        }
        while (_random.Next(3) > 0 && reader.NextResult());

        rows.Add($"{reader.RecordsAffected} {reader.HasRows} {reader.GetType().Name}");
        if (isAbandoned)
        {
            _abandoned.Add(reader);
        }
        else
        {
            reader.Dispose();
        }

        return rows;
    }

    private async Task<List<string>> ReadAsync(Task<DbDataReader> reader) => Read(await reader);

    private static string? AddParameter(DbCommand command, ParameterDirection direction)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = direction == ParameterDirection.Input ? "@id" : "@out";
        parameter.DbType = DbType.Int32;
        parameter.Value = 2;
        parameter.Direction = direction;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }

    private static CancellationToken Token(int kind) => new(canceled: kind == 1);

    private static string Describe(DbTransaction? transaction, DbConnection connection) => transaction is null
        ? "none"
        : $"{transaction.Connection == connection} {transaction.Connection is null} {transaction.IsolationLevel} {transaction.SupportsSavepoints}";

    private static object? Done(Action work)
    {
        work();
        return null;
    }
}
