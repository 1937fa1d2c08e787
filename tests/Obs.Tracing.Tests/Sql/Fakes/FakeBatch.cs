using System.Data;
using System.Data.Common;

namespace Obs.Tracing.Tests.Sql.Fakes;

internal sealed class FakeBatch(FakeConnection connection) : DbBatch
{
    private readonly FakeBatchCommands _commands = [];

    public override int Timeout { get; set; } = 30;

    protected override DbBatchCommandCollection DbBatchCommands => _commands;

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbTransaction? DbTransaction { get; set; }

    private string Last => _commands.Count == 0 ? "" : _commands[^1].CommandText;

    public override void Cancel() => Log("cancel batch");

    public override void Prepare() => Log("prepare batch");

    public override Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        Log("async prepare batch");
        return FakeExecution.RunAsync<object?>(Last, static () => null, cancellationToken);
    }

    public override int ExecuteNonQuery()
    {
        Log("batch non-query");
        FakeExecution.Run(Last);
        return _commands.Count;
    }

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default)
    {
        Log("async batch non-query");
        return FakeExecution.RunAsync(Last, () => _commands.Count, cancellationToken);
    }

    public override object? ExecuteScalar()
    {
        Log("batch scalar");
        FakeExecution.Run(Last);
        return Last;
    }

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default)
    {
        Log("async batch scalar");
        return FakeExecution.RunAsync<object?>(Last, () => Last, cancellationToken);
    }

    protected override DbBatchCommand CreateDbBatchCommand() => new FakeBatchCommand();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        Log($"batch reader {behavior}");
        FakeExecution.Run(Last);
        return FakeExecution.Rows();
    }

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        Log($"async batch reader {behavior}");
        return FakeExecution.RunAsync<DbDataReader>(Last, FakeExecution.Rows, cancellationToken);
    }

    private void Log(string what)
    {
        if (DbTransaction is not null and not FakeTransaction)
        {
            throw new InvalidCastException("Not a transaction of this provider.");
        }

        var connection = (FakeConnection)DbConnection!;
        connection.Log($"{what} {string.Join("; ", _commands.Select(static command => command.CommandText))} {Timeout} {DbTransaction?.IsolationLevel}");
    }
}
