using System.Data.Common;

namespace Obs.Tracing.Sql;

/// <summary>A provider's data source whose connections, commands and batches are recorded.</summary>
internal sealed class TracedDbDataSource(DbDataSource inner) : DbDataSource
{
    public override string ConnectionString => inner.ConnectionString;

    protected override DbConnection CreateDbConnection() => inner.CreateConnection().Traced();

    protected override DbConnection OpenDbConnection() => inner.OpenConnection().Traced();

    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) =>
        (await inner.OpenConnectionAsync(cancellationToken).ConfigureAwait(false)).Traced();

    protected override DbCommand CreateDbCommand(string? commandText = null) => new TracedDbCommand(inner.CreateCommand(commandText), null);

    protected override DbBatch CreateDbBatch() => new TracedDbBatch(inner.CreateBatch(), null);

    protected override async ValueTask DisposeAsyncCore()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsyncCore().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
