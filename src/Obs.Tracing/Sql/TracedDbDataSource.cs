using System.Data.Common;

namespace Obs.Tracing.Sql;

/// <summary>A provider's data source whose connections, commands and batches are recorded.</summary>
internal sealed class TracedDbDataSource(DbDataSource inner) : DbDataSource
{
    private DbConnection? _model;

    /// <summary>A connection that is never opened, to tell where the commands without a connection of their own go.</summary>
    public DbConnection? Model
    {
        get
        {
            try
            {
                return _model ??= inner.CreateConnection();
            }
            catch (Exception)
            {
                return null; // A provider's own code: without it a command is recorded by its text alone.
            }
        }
    }

    public override string ConnectionString => inner.ConnectionString;

    protected override DbConnection CreateDbConnection() => inner.CreateConnection().Traced();

    protected override DbConnection OpenDbConnection() => inner.OpenConnection().Traced();

    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) =>
        (await inner.OpenConnectionAsync(cancellationToken).ConfigureAwait(false)).Traced();

    protected override DbCommand CreateDbCommand(string? commandText = null) =>
        TracedDbCommand.Wrap(inner.CreateCommand(commandText), null, this);

    protected override DbBatch CreateDbBatch() => new TracedDbBatch(inner.CreateBatch(), null, this);

    protected override async ValueTask DisposeAsyncCore()
    {
        _model?.Dispose();
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsyncCore().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _model?.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
