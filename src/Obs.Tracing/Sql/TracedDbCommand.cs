using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Obs.Tracing.Sql;

/// <summary>A provider's command whose executions are recorded. Made by a <see cref="TracedDbConnection"/>, a traced data source or
/// factory.</summary>
/// <remarks>Everything else is the provider's. The activity of a reader ends when the execution returns the reader, not when the last row
/// has been read. Thread safety: that of the provider's command.</remarks>
public class TracedDbCommand : DbCommand
{
    private readonly TracedDbDataSource? _dataSource;
    private DbConnection? _connection;
    private DbTransaction? _transaction;
    private bool _isInnerDisposed;

    private protected TracedDbCommand(DbCommand inner, DbConnection? connection, TracedDbDataSource? dataSource)
    {
        Inner = inner;
        _connection = connection;
        _dataSource = dataSource;
    }

    /// <summary>The provider's own command, for what only the provider can do. What it executes is not recorded.</summary>
    public DbCommand Inner { get; }

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => Inner.CommandText;
        set => Inner.CommandText = value;
    }

    /// <inheritdoc/>
    public override int CommandTimeout
    {
        get => Inner.CommandTimeout;
        set => Inner.CommandTimeout = value;
    }

    /// <inheritdoc/>
    public override CommandType CommandType
    {
        get => Inner.CommandType;
        set => Inner.CommandType = value;
    }

    /// <inheritdoc/>
    public override bool DesignTimeVisible
    {
        get => Inner.DesignTimeVisible;
        set => Inner.DesignTimeVisible = value;
    }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource
    {
        get => Inner.UpdatedRowSource;
        set => Inner.UpdatedRowSource = value;
    }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            Inner.Connection = TracedDbConnection.Unwrap(value);
            _connection = value;
        }
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => Inner.Parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction
    {
        // A provider clears it when the transaction has ended.
        get => Inner.Transaction is { } current && _transaction is TracedDbTransaction traced && traced.Inner == current
            ? traced
            : Inner.Transaction;
        set
        {
            Inner.Transaction = TracedDbTransaction.Unwrap(value);
            _transaction = value;
        }
    }

    private DbConnection? Target => TracedDbConnection.Unwrap(_connection) ?? _dataSource?.Model;

    /// <inheritdoc/>
    public override void Cancel() => Inner.Cancel();

    /// <inheritdoc/>
    public override void Prepare() => Inner.Prepare();

    /// <inheritdoc/>
    public override Task PrepareAsync(CancellationToken cancellationToken = default) => Inner.PrepareAsync(cancellationToken);

    /// <inheritdoc/>
    public override int ExecuteNonQuery() => SqlCommandTracing.IsRecording
        ? SqlExecution.Run(Target, new SqlText(Inner), Inner, static command => command.ExecuteNonQuery())
        : Inner.ExecuteNonQuery();

    /// <inheritdoc/>
    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => SqlCommandTracing.IsRecording
        ? SqlExecution.RunAsync(
            Target, new SqlText(Inner), Inner, static (command, token) => command.ExecuteNonQueryAsync(token), cancellationToken)
        : Inner.ExecuteNonQueryAsync(cancellationToken);

    /// <inheritdoc/>
    public override object? ExecuteScalar() => SqlCommandTracing.IsRecording
        ? SqlExecution.Run(Target, new SqlText(Inner), Inner, static command => command.ExecuteScalar())
        : Inner.ExecuteScalar();

    /// <inheritdoc/>
    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) => SqlCommandTracing.IsRecording
        ? SqlExecution.RunAsync(
            Target, new SqlText(Inner), Inner, static (command, token) => command.ExecuteScalarAsync(token), cancellationToken)
        : Inner.ExecuteScalarAsync(cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await Inner.DisposeAsync().ConfigureAwait(false);
        _isInnerDisposed = true; // The base class goes on to Dispose: the provider sees one disposal, of the kind that was asked for.
        await base.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    internal static TracedDbCommand Wrap(DbCommand command, DbConnection? connection, TracedDbDataSource? dataSource) =>
        TracedOracleCommand.Fits(command)
            ? new TracedOracleCommand(command, connection, dataSource)
            : new TracedDbCommand(command, connection, dataSource);

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => Inner.CreateParameter();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => SqlCommandTracing.IsRecording
        ? SqlExecution.Run(
            Target, new SqlText(Inner), (inner: Inner, behavior), static state => state.inner.ExecuteReader(state.behavior))
        : Inner.ExecuteReader(behavior);

    /// <inheritdoc/>
    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        SqlCommandTracing.IsRecording
            ? SqlExecution.RunAsync(
                Target,
                new SqlText(Inner),
                (inner: Inner, behavior),
                static (state, token) => state.inner.ExecuteReaderAsync(state.behavior, token),
                cancellationToken)
            : Inner.ExecuteReaderAsync(behavior, cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isInnerDisposed)
        {
            Inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
