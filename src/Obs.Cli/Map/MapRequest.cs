using System.Globalization;
using Obs.Cli.Backends;
using Obs.Local;

namespace Obs.Cli.Map;

/// <summary>Which map, and how it is to be written down.</summary>
internal sealed record MapRequest(ServiceMapFormat Format, DateTimeOffset? From, DateTimeOffset? To, string? Service)
{
    /// <exception cref="HttpRequestException">Nothing answers, or not with a map.</exception>
    public async Task<string> AskAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var client = new BackendClient(endpoint);
        return await client.GetTextAsync("map/export" + Query(), cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="InvalidOperationException">The file is no store.</exception>
    public string Read(string store, DateTimeOffset now) =>
        StoredServiceMap.Render(store, Format, From ?? DateTimeOffset.UnixEpoch, To ?? now, Service);

    private string Query()
    {
        string query = "?format=" + Format.ToString().ToLowerInvariant();
        query += From is { } from ? string.Create(CultureInfo.InvariantCulture, $"&from={from.ToUnixTimeMilliseconds()}") : "";
        query += To is { } to ? string.Create(CultureInfo.InvariantCulture, $"&to={to.ToUnixTimeMilliseconds()}") : "";
        return query + (Service is null ? "" : "&service=" + Uri.EscapeDataString(Service));
    }
}
