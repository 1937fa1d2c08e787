using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>Writes resources.</summary>
internal sealed class ResourceTable(SqliteConnection connection) : IDisposable
{
    private readonly SqlStatement _find = new(connection, "SELECT body FROM resources WHERE kind = ? AND name = ?");

    private readonly SqlStatement _put = new(connection, """
        INSERT INTO resources(kind, name, body, created, modified) VALUES(?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET body = excluded.body, modified = excluded.modified
        """);

    private readonly SqlStatement _create = new(connection,
        "INSERT INTO resources(kind, name, body, created, modified) VALUES(?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly SqlStatement _replace = new(connection, "UPDATE resources SET body = ?, modified = ? WHERE kind = ? AND name = ?");

    private readonly SqlStatement _delete = new(connection, "DELETE FROM resources WHERE kind = ? AND name = ?");

    /// <summary>The body as the transaction sees it; null when there is none.</summary>
    public string? Find(string kind, string name) => _find.Bind(kind).Bind(name).Text();

    /// <summary>False when it was there and must not be, or the reverse.</summary>
    public bool Put(string kind, string name, string body, ResourcePut how, long now) => 1 == how switch
    {
        ResourcePut.Create => _create.Bind(kind).Bind(name).Bind(body).Bind(now).Bind(now).Execute(),
        ResourcePut.Replace => _replace.Bind(body).Bind(now).Bind(kind).Bind(name).Execute(),
        _ => _put.Bind(kind).Bind(name).Bind(body).Bind(now).Bind(now).Execute(),
    };

    /// <summary>False when there was none.</summary>
    public bool Delete(string kind, string name) => _delete.Bind(kind).Bind(name).Execute() == 1;

    public void Dispose()
    {
        _find.Dispose();
        _put.Dispose();
        _create.Dispose();
        _replace.Dispose();
        _delete.Dispose();
    }
}
