using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Obs.Tracing.Sql;

/// <summary>A provider's command whose executions are recorded. Everything else is the provider's.</summary>
/// <remarks>The activity of a reader ends when the execution returns the reader, not when the last row has been read.</remarks>
internal sealed class TracedDbCommand(DbCommand inner, DbConnection? connection, TracedDbDataSource? dataSource) : DbCommand
{
    private DbConnection? _connection = connection;
    private DbTransaction? _transaction;
    private bool _isInnerDisposed;

    [AllowNull]
    public override string CommandText
    {
        get => inner.CommandText;
        set => inner.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => inner.CommandTimeout;
        set => inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => inner.CommandType;
        set => inner.CommandType = value;
    }

    public override bool DesignTimeVisible
    {
        get => inner.DesignTimeVisible;
        set => inner.DesignTimeVisible = value;
    }

    public override UpdateRowSource UpdatedRowSource
    {
        get => inner.UpdatedRowSource;
        set => inner.UpdatedRowSource = value;
    }

    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            inner.Connection = TracedDbConnection.Unwrap(value);
            _connection = value;
        }
    }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    protected override DbTransaction? DbTransaction
    {
        // A provider clears it when the transaction has ended.
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
        ? SqlExecution.Run(Target, new SqlText(inner), inner, static command => command.ExecuteNonQuery())
        : inner.ExecuteNonQuery();

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => SqlCommandTracing.IsRecording
        ? SqlExecution.RunAsync(
            Target, new SqlText(inner), inner, static (command, token) => command.ExecuteNonQueryAsync(token), cancellationToken)
        : inner.ExecuteNonQueryAsync(cancellationToken);

    public override object? ExecuteScalar() => SqlCommandTracing.IsRecording
        ? SqlExecution.Run(Target, new SqlText(inner), inner, static command => command.ExecuteScalar())
        : inner.ExecuteScalar();

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) => SqlCommandTracing.IsRecording
        ? SqlExecution.RunAsync(
            Target, new SqlText(inner), inner, static (command, token) => command.ExecuteScalarAsync(token), cancellationToken)
        : inner.ExecuteScalarAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        _isInnerDisposed = true; // The base class goes on to Dispose: the provider sees one disposal, of the kind that was asked for.
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => SqlCommandTracing.IsRecording
        ? SqlExecution.Run(
            Target, new SqlText(inner), (inner, behavior), static state => state.inner.ExecuteReader(state.behavior))
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

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isInnerDisposed)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
