using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Obs.Local.Api;
using Obs.Local.Filters;
using Obs.Local.Graph;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local;

/// <summary>Who calls whom, read from the file of a store without a server; a server may have it open.</summary>
public static class StoredServiceMap
{
    /// <summary>Writes down the service map of a time.</summary>
    /// <param name="store">Path of the SQLite file. It is only read.</param>
    /// <param name="format">How to write it down.</param>
    /// <param name="from">Where the time begins.</param>
    /// <param name="to">Where it ends, not included.</param>
    /// <param name="service">Only the traces that this service took part in; null for all.</param>
    /// <returns>The text, its lines ended by <c>\n</c>.</returns>
    /// <exception cref="InvalidOperationException">The file cannot be opened or is no store.</exception>
    /// <exception cref="ArgumentException"><paramref name="from"/> is not before <paramref name="to"/>.</exception>
    public static string Render(string store, ServiceMapFormat format, DateTimeOffset from, DateTimeOffset to, string? service)
    {
        ArgumentException.ThrowIfNullOrEmpty(store);
        if (from >= to)
        {
            throw new ArgumentException($"from must be before to; found {from:O} and {to:O}.", nameof(from));
        }

        var parameters = new QueryCollection(new Dictionary<string, StringValues>
        {
            ["from"] = $"{from.ToUnixTimeMilliseconds()}",
            ["to"] = $"{to.ToUnixTimeMilliseconds()}",
            ["service"] = service,
        });
        using Database database = Database.OpenReadOnly(store);
        var search = new TraceSearch(database, new FilterEvaluator(static _ => null));
        var graphs = new GraphQueries(database, database.Read(MinuteLedger.Of), TimeProvider.System);
        return new MapView(graphs, new GroupTraces(search)).Render(new ApiQuery(parameters, to), format);
    }
}
