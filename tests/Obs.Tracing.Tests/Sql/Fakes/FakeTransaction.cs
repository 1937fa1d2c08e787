using System.Data;
using System.Data.Common;

namespace Obs.Tracing.Tests.Sql.Fakes;

internal sealed class FakeTransaction(FakeConnection connection, IsolationLevel level) : DbTransaction
{
    private FakeConnection? _connection = connection;

    public override IsolationLevel IsolationLevel => level;

    public override bool SupportsSavepoints => true;

    protected override DbConnection? DbConnection => _connection;

    public override void Commit() => End("commit");

    public override void Rollback() => End("rollback");

    public override void Save(string savepointName) => Log($"save {savepointName}");

    public override void Rollback(string savepointName) => Log($"rollback to {savepointName}");

    public override void Release(string savepointName) => Log($"release {savepointName}");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _connection?.Log("dispose transaction");
            _connection = null;
        }

        base.Dispose(disposing);
    }

    private void End(string how)
    {
        Log(how);
        _connection = null;
    }

    private void Log(string what)
    {
        if (_connection is null)
        {
            throw new InvalidOperationException("The transaction has ended.");
        }

        _connection.Log(what);
    }
}
