using Obs.TestSupport;

namespace Obs.Planted;

/// <summary>Asks the service for what it should not show, with secrets in paths, queries and headers.</summary>
internal sealed class Visitor(Uri service) : IDisposable
{
    // No factory's: what a caller sends is not the service's telemetry.
    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });

    public async Task VisitAsync(int number)
    {
        string text = PlantedSecrets.All[number].Text;
        string part = Uri.EscapeDataString(text);
        await GetAsync($"planted/{number}/{part}?q={part}&{part}", text);
        await GetAsync($"broken/{part}?{part}=1", text);
    }

    public void Dispose() => _http.Dispose();

    private async Task GetAsync(string address, string text)
    {
        string line = text.ReplaceLineEndings(" ");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service, address));
        foreach (string header in (string[])["User-Agent", "X-Forwarded-For", "Referer", "X-Request-Id", "Cookie", "Authorization"])
        {
            request.Headers.TryAddWithoutValidation(header, line);
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
    }
}
