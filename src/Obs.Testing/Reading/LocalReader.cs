using System.Text.Json;

namespace Obs.Testing.Reading;

/// <summary>Reads the backend by the API its page reads.</summary>
internal sealed class LocalReader(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint };

    /// <exception cref="ArgumentException">The question is none, a filter that is no filter for one; the message says where.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.GetAsync(
            new Uri("api/local/" + path, UriKind.Relative), cancellationToken).ConfigureAwait(false);
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        return response.IsSuccessStatusCode
            ? body.RootElement.Clone()
            : throw new ArgumentException(body.RootElement.GetProperty("error").GetString());
    }

    public void Dispose() => _http.Dispose();
}
