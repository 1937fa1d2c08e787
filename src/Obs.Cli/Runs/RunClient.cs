using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Obs.Cli.Runs;

/// <summary>The runs of a running backend. A change asks for the token first.</summary>
internal sealed class RunClient(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint, Timeout = Timeout.InfiniteTimeSpan };

    /// <exception cref="HttpRequestException">Nothing answers, or it refuses.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.GetAsync(At(path), cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="HttpRequestException">Nothing answers, or it refuses.</exception>
    public async Task SaveAsync(string path, string file, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.GetAsync(
            At(path), HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            await ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }

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
        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
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

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using JsonDocument body = JsonDocument.Parse(text);
            return response.IsSuccessStatusCode ? body.RootElement.Clone()
                : throw new HttpRequestException(body.RootElement.GetProperty("error").GetString(), inner: null, response.StatusCode);
        }
        catch (JsonException)
        {
            throw new HttpRequestException(
                $"What answers is no local backend ({(int)response.StatusCode}): {text}", inner: null, response.StatusCode);
        }
    }
}
