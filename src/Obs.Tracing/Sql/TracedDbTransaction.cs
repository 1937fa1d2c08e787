using System.Data;
using System.Data.Common;

namespace Obs.Tracing.Sql;

/// <summary>A provider's transaction, whose connection is the traced one.</summary>
internal sealed class TracedDbTransaction(TracedDbConnection connection, DbTransaction inner) : DbTransaction
{
    private bool _isInnerDisposed;

    public DbTransaction Inner => inner;

    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    public override bool SupportsSavepoints => inner.SupportsSavepoints;

    // A provider drops its connection when the transaction has ended, and callers look at that.
    protected override DbConnection? DbConnection => inner.Connection is null ? null : connection;

    /// <summary>The provider's own transaction, which its commands insist on.</summary>
    public static DbTransaction? Unwrap(DbTransaction? transaction) =>
        transaction is TracedDbTransaction traced ? traced.Inner : transaction;

    public override void Commit() => inner.Commit();

    public override Task CommitAsync(CancellationToken cancellationToken = default) => inner.CommitAsync(cancellationToken);

    public override void Rollback() => inner.Rollback();

    public override Task RollbackAsync(CancellationToken cancellationToken = default) => inner.RollbackAsync(cancellationToken);

    public override void Save(string savepointName) => inner.Save(savepointName);

    public override Task SaveAsync(string savepointName, CancellationToken cancellationToken = default) =>
        inner.SaveAsync(savepointName, cancellationToken);

    public override void Rollback(string savepointName) => inner.Rollback(savepointName);

    public override Task RollbackAsync(string savepointName, CancellationToken cancellationToken = default) =>
        inner.RollbackAsync(savepointName, cancellationToken);

    public override void Release(string savepointName) => inner.Release(savepointName);

    public override Task ReleaseAsync(string savepointName, CancellationToken cancellationToken = default) =>
        inner.ReleaseAsync(savepointName, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        _isInnerDisposed = true; // The base class goes on to Dispose: the provider sees one disposal, of the kind that was asked for.
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isInnerDisposed)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
