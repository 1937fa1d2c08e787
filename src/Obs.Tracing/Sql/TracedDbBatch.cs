using System.Data;
using System.Data.Common;

namespace Obs.Tracing.Sql;

/// <summary>A provider's batch whose executions are recorded, each as one activity. Everything else is the provider's.</summary>
internal sealed class TracedDbBatch(DbBatch inner, DbConnection? connection, TracedDbDataSource? dataSource) : DbBatch
{
    private DbConnection? _connection = connection;
    private DbTransaction? _transaction;
    private bool _isInnerDisposed;

    public override int Timeout
    {
        get => inner.Timeout;
        set => inner.Timeout = value;
    }

    protected override DbBatchCommandCollection DbBatchCommands => inner.BatchCommands;

    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            inner.Connection = TracedDbConnection.Unwrap(value);
            _connection = value;
        }
    }

    protected override DbTransaction? DbTransaction
    {
        get => inner.Transaction is { } current && _transaction is TracedDbTransaction traced && traced.Inner == current
            ? traced
            : inner.Transaction;
        set
        {
            inner.Transaction = TracedDbTransaction.Unwrap(value);
            _transaction = value;
        }
    }

    private DbConnection? Target => TracedDbConnection.Unwrap(_connection) ?? dataSource?.Model;

    public override void Cancel() => inner.Cancel();

    public override void Prepare() => inner.Prepare();

    public override Task PrepareAsync(CancellationToken cancellationToken = default) => inner.PrepareAsync(cancellationToken);

    public override int ExecuteNonQuery() => SqlCommandTracing.IsRecording
        ? SqlExecution.Run(Target, new SqlText(inner), inner, static batch => batch.ExecuteNonQuery())
        : inner.ExecuteNonQuery();

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default) => SqlCommandTracing.IsRecording
        ? SqlExecution.RunAsync(
            Target, new SqlText(inner), inner, static (batch, token) => batch.ExecuteNonQueryAsync(token), cancellationToken)
        : inner.ExecuteNonQueryAsync(cancellationToken);

    public override object? ExecuteScalar() => SqlCommandTracing.IsRecording
        ? SqlExecution.Run(Target, new SqlText(inner), inner, static batch => batch.ExecuteScalar())
        : inner.ExecuteScalar();

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default) => SqlCommandTracing.IsRecording
        ? SqlExecution.RunAsync(
            Target, new SqlText(inner), inner, static (batch, token) => batch.ExecuteScalarAsync(token), cancellationToken)
        : inner.ExecuteScalarAsync(cancellationToken);

    public override void Dispose()
    {
        if (!_isInnerDisposed)
        {
            inner.Dispose();
        }

        base.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        _isInnerDisposed = true; // The base class goes on to Dispose: the provider sees one disposal, of the kind that was asked for.
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override DbBatchCommand CreateDbBatchCommand() => inner.CreateBatchCommand();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => SqlCommandTracing.IsRecording
        ? SqlExecution.Run(Target, new SqlText(inner), (inner, behavior), static state => state.inner.ExecuteReader(state.behavior))
        : inner.ExecuteReader(behavior);

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        SqlCommandTracing.IsRecording
            ? SqlExecution.RunAsync(
                Target,
                new SqlText(inner),
                (inner, behavior),
                static (state, token) => state.inner.ExecuteReaderAsync(state.behavior, token),
                cancellationToken)
            : inner.ExecuteReaderAsync(behavior, cancellationToken);
}
