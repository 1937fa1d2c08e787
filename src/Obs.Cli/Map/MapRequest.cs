using System.Globalization;
using Obs.Local;

namespace Obs.Cli.Map;

/// <summary>Which map, and how it is to be written down.</summary>
internal sealed record MapRequest(ServiceMapFormat Format, DateTimeOffset? From, DateTimeOffset? To, string? Service)
{
    /// <exception cref="HttpRequestException">Nothing answers, or not with a map.</exception>
    public async Task<string> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var export = new Uri(address, "/api/local/map/export" + Query());
        try
        {
            using HttpResponseMessage response = await client.GetAsync(export, cancellationToken).ConfigureAwait(false);
            string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? body
                : throw new HttpRequestException($"{address} answers {(int)response.StatusCode}: {body}", inner: null, response.StatusCode);
        }
        catch (HttpRequestException exception) when (exception.StatusCode is null)
        {
            throw new HttpRequestException(
                $"Nothing answers at {address}: start a backend with obs local, name it with --address, or its file with --store.",
                exception);
        }
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
