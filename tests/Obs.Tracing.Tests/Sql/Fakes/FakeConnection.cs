using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Obs.Tracing.Tests.Sql.Fakes;

/// <summary>A connection to a server that is not there. It notes what the server would have been asked.</summary>
internal sealed class FakeConnection : DbConnection
{
    private readonly List<string> _calls = [];
    private ConnectionState _state;
    private string _database = "shop";

    public IReadOnlyList<string> Calls => _calls;

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=fake;Database=shop;User Id=anna;Password=hunter2";

    public override string Database => _database;

    public override string DataSource => "fake";

    public override string ServerVersion => _state == ConnectionState.Open ? "1.2" : throw new InvalidOperationException("Not open.");

    public override ConnectionState State => _state;

    public override bool CanCreateBatch => true;

    public void Log(string what) => _calls.Add(what);

    public override void Open()
    {
        Log("open");
        if (_state == ConnectionState.Open)
        {
            throw new InvalidOperationException("Open already.");
        }

        Change(ConnectionState.Open);
    }

    public override void Close()
    {
        Log("close");
        Change(ConnectionState.Closed);
    }

    public override void ChangeDatabase(string databaseName)
    {
        Log($"use {databaseName}");
        _database = databaseName;
    }

    public override DataTable GetSchema() => Schema("all", []);

    public override DataTable GetSchema(string collectionName) => Schema(collectionName, []);

    public override DataTable GetSchema(string collectionName, string?[] restrictionValues) => Schema(collectionName, restrictionValues);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        Log($"begin {isolationLevel}");
        return new FakeTransaction(this, isolationLevel);
    }

    protected override DbCommand CreateDbCommand() => new FakeCommand(this);

    protected override DbBatch CreateDbBatch() => new FakeBatch(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Log("dispose");
            Change(ConnectionState.Closed);
        }

        base.Dispose(disposing);
    }

    private void Change(ConnectionState state)
    {
        ConnectionState before = _state;
        _state = state;
        if (before != state)
        {
            OnStateChange(new StateChangeEventArgs(before, state));
        }
    }

    private DataTable Schema(string collection, string?[] restrictions)
    {
        Log($"schema {collection} {string.Join(',', restrictions)}");
        return new DataTable(collection);
    }
}
