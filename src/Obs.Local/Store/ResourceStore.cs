using Microsoft.Data.Sqlite;
using Obs.Local.Ingest;

namespace Obs.Local.Store;

/// <summary>Reads resources, and puts and deletes them through the writer.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class ResourceStore(Database database, StoreWriter writer)
{
    private long _version;

    /// <summary>Rises with every change, for those who keep what they read.</summary>
    public long Version => Interlocked.Read(ref _version);

    public Resource? Find(string kind, string name) => Read(kind, name).FirstOrDefault();

    /// <summary>All of a kind by name.</summary>
    public List<Resource> List(string kind) => Read(kind, name: null);

    /// <summary>False when the resource was there and must not be, or the reverse.</summary>
    /// <exception cref="StoreUnavailableException">There is no room, or the store fails.</exception>
    public Task<bool> PutAsync(string kind, string name, string body, ResourcePut how, CancellationToken cancellationToken) =>
        RunAsync(new ResourceWork(session => session.Resources.Put(kind, name, body, how, session.Received)), cancellationToken);

    /// <summary>False when there was none.</summary>
    /// <exception cref="StoreUnavailableException">There is no room, or the store fails.</exception>
    public Task<bool> DeleteAsync(string kind, string name, CancellationToken cancellationToken) =>
        RunAsync(new ResourceWork(session => session.Resources.Delete(kind, name)), cancellationToken);

    /// <summary>Runs several changes as one; the result is the last one's.</summary>
    /// <exception cref="StoreUnavailableException">There is no room, or the store fails.</exception>
    public async Task<bool> RunAsync(ResourceWork work, CancellationToken cancellationToken)
    {
        writer.Enqueue(work);
        string? dropped = await work.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _version);
        return dropped is null ? work.Changed : throw new StoreUnavailableException(dropped);
    }

    private List<Resource> Read(string kind, string? name) => database.Read(connection =>
    {
        var sql = new SqlQuery("SELECT kind, name, body, created, modified FROM resources");
        sql.Where("kind = {0}", kind);
        sql.Where("name = {0}", name);
        return sql.Read(connection, "ORDER BY name", Row);
    });

    private static Resource Row(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4));
}
