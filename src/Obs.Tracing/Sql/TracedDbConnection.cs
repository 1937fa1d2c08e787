using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Transactions;
using IsolationLevel = System.Data.IsolationLevel;

namespace Obs.Tracing.Sql;

/// <summary>A provider's connection whose commands and batches are recorded as SQL subsegments. Made by
/// <c>connection.Traced()</c>.</summary>
/// <remarks>
/// Results, exceptions and what the server receives are those of the provider. Outside a recorded trace a command costs one object, the
/// wrapper.
/// Disposing it disposes the provider's connection. Thread safety: that of the provider's connection.
/// </remarks>
public class TracedDbConnection : DbConnection
{
    private StateChangeEventHandler? _stateChange;
    private bool _isInnerDisposed;

    private TracedDbConnection(DbConnection inner) => Inner = inner;

    /// <inheritdoc/>
    /// <remarks>The sender is this connection, as it would be the provider's own without tracing.</remarks>
    public override event StateChangeEventHandler? StateChange
    {
        add
        {
            if (_stateChange is null)
            {
                Inner.StateChange += OnInnerStateChange;
            }

            _stateChange += value;
        }

        remove
        {
            _stateChange -= value;
            if (_stateChange is null)
            {
                Inner.StateChange -= OnInnerStateChange;
            }
        }
    }

    /// <summary>The provider's own connection, for what only the provider can do. Commands made from it are not recorded.</summary>
    public DbConnection Inner { get; }

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => Inner.ConnectionString;
        set => Inner.ConnectionString = value;
    }

    /// <inheritdoc/>
    public override int ConnectionTimeout => Inner.ConnectionTimeout;

    /// <inheritdoc/>
    public override string Database => Inner.Database;

    /// <inheritdoc/>
    public override string DataSource => Inner.DataSource;

    /// <inheritdoc/>
    public override string ServerVersion => Inner.ServerVersion;

    /// <inheritdoc/>
    public override ConnectionState State => Inner.State;

    /// <inheritdoc/>
    public override bool CanCreateBatch => Inner.CanCreateBatch;

    /// <inheritdoc/>
    protected override DbProviderFactory? DbProviderFactory => DbProviderFactories.GetFactory(Inner);

    /// <inheritdoc/>
    public override void Open() => Inner.Open();

    /// <inheritdoc/>
    public override Task OpenAsync(CancellationToken cancellationToken) => Inner.OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public override void Close() => Inner.Close();

    /// <inheritdoc/>
    public override Task CloseAsync() => Inner.CloseAsync();

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) => Inner.ChangeDatabase(databaseName);

    /// <inheritdoc/>
    public override Task ChangeDatabaseAsync(string databaseName, CancellationToken cancellationToken = default) =>
        Inner.ChangeDatabaseAsync(databaseName, cancellationToken);

    /// <inheritdoc/>
    public override void EnlistTransaction(Transaction? transaction) => Inner.EnlistTransaction(transaction);

    /// <inheritdoc/>
    public override DataTable GetSchema() => Inner.GetSchema();

    /// <inheritdoc/>
    public override DataTable GetSchema(string collectionName) => Inner.GetSchema(collectionName);

    /// <inheritdoc/>
    public override DataTable GetSchema(string collectionName, string?[] restrictionValues) =>
        Inner.GetSchema(collectionName, restrictionValues);

    /// <inheritdoc/>
    public override Task<DataTable> GetSchemaAsync(CancellationToken cancellationToken = default) =>
        Inner.GetSchemaAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task<DataTable> GetSchemaAsync(string collectionName, CancellationToken cancellationToken = default) =>
        Inner.GetSchemaAsync(collectionName, cancellationToken);

    /// <inheritdoc/>
    public override Task<DataTable> GetSchemaAsync(
        string collectionName, string?[] restrictionValues, CancellationToken cancellationToken = default) =>
        Inner.GetSchemaAsync(collectionName, restrictionValues, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await Inner.DisposeAsync().ConfigureAwait(false);
        _isInnerDisposed = true; // The base class goes on to Dispose: the provider sees one disposal, of the kind that was asked for.
        await base.DisposeAsync().ConfigureAwait(false);
        _isInnerDisposed = false; // A connection may be opened again, and disposed of again.
        GC.SuppressFinalize(this);
    }

    internal static TracedDbConnection Wrap(DbConnection connection) => connection switch
    {
        TracedDbConnection traced => traced,
        _ when connection.GetType().Name == nameof(NpgsqlConnection) => new NpgsqlConnection(connection),
        _ => new TracedDbConnection(connection),
    };

    internal static DbConnection? Unwrap(DbConnection? connection) => connection is TracedDbConnection traced ? traced.Inner : connection;

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        new TracedDbTransaction(this, Inner.BeginTransaction(isolationLevel));

    /// <inheritdoc/>
    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(
        IsolationLevel isolationLevel, CancellationToken cancellationToken) =>
        new TracedDbTransaction(this, await Inner.BeginTransactionAsync(isolationLevel, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => TracedDbCommand.Wrap(Inner.CreateCommand(), this, null);

    /// <inheritdoc/>
    protected override DbBatch CreateDbBatch() => new TracedDbBatch(Inner.CreateBatch(), this, null);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isInnerDisposed)
        {
            Inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void OnInnerStateChange(object sender, StateChangeEventArgs change) => _stateChange?.Invoke(this, change);

    // Dapper knows by this name that the provider takes arrays, and sends a list as one: under another, `= ANY(@ids)` would fail.
    private sealed class NpgsqlConnection(DbConnection inner) : TracedDbConnection(inner);
}
