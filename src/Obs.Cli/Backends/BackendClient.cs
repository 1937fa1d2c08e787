using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Obs.Cli.Backends;

/// <summary>Asks a running backend. A change asks for the token first.</summary>
internal sealed class BackendClient(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint, Timeout = Timeout.InfiniteTimeSpan };

    /// <exception cref="HttpRequestException">Nothing answers, or it refuses.</exception>
    public async Task<string> GetTextAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At(path));
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="HttpRequestException">Nothing answers, or it refuses.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        Parse(await GetTextAsync(path, cancellationToken).ConfigureAwait(false));

    /// <exception cref="HttpRequestException">Nothing answers, or it refuses.</exception>
    public async Task SaveAsync(string path, string file, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At(path));
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        FileStream target = System.IO.File.Create(file);
        await using (target.ConfigureAwait(false))
        {
            await response.Content.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <exception cref="HttpRequestException">Nothing answers, or it refuses.</exception>
    public async Task<JsonElement> ChangeAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        JsonElement session = await GetAsync("session", cancellationToken).ConfigureAwait(false);
        using var request = new HttpRequestMessage(method, At(path)) { Content = content };
        request.Headers.Add("X-Obs-Token", session.GetProperty("token").GetString());
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Parse(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
    }

    public static HttpContent Json(string json) => new StringContent(json, Encoding.UTF8, "application/json");

    public static HttpContent File(Stream file)
    {
        var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.sqlite3");
        return content;
    }

    public void Dispose() => _http.Dispose();

    private static Uri At(string path) => new("/api/local/" + path, UriKind.Relative);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw new HttpRequestException(
                $"Nothing answers at {endpoint}: {exception.Message}. Start a backend with obs local, or name it with {EndpointOption.Name}.",
                exception);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            string text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            throw new HttpRequestException(Refusal(text), inner: null, response.StatusCode);
        }
    }

    private static string Refusal(string answer)
    {
        try
        {
            using JsonDocument body = JsonDocument.Parse(answer);
            return body.RootElement.TryGetProperty("error", out JsonElement error) ? error.ToString() : answer;
        }
        catch (JsonException)
        {
            return NotOurs(answer);
        }
    }

    private static JsonElement Parse(string answer)
    {
        try
        {
            using JsonDocument body = JsonDocument.Parse(answer);
            return body.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException(NotOurs(answer), exception);
        }
    }

    private static string NotOurs(string answer) => $"What answers is no local backend: {answer}";
}
