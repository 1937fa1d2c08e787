using System.Text.Json;

namespace Obs.Tracing;

/// <summary>Asks the metadata endpoints that stand beside a container or an instance: with short time-outs, for short answers.</summary>
internal sealed class MetadataClient(TimeSpan connectTimeout, TimeSpan timeout) : IDisposable
{
    private const int MaxResponseBytes = 256 * 1024;

    private readonly HttpClient _client = new(SelfHttp.CreateHandler(connectTimeout))
    {
        Timeout = timeout,
        MaxResponseContentBufferSize = MaxResponseBytes,
    };

    /// <exception cref="HttpRequestException">Nobody answers, or not with success.</exception>
    /// <exception cref="OperationCanceledException">The answer took too long.</exception>
    public async Task<string> AskAsync(
        HttpMethod method, string address, string? header, string? value, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="JsonException">The answer is no JSON.</exception>
    public async Task<JsonDocument> AskJsonAsync(string address, CancellationToken cancellationToken) =>
        JsonDocument.Parse(await AskAsync(HttpMethod.Get, address, null, null, cancellationToken).ConfigureAwait(false));

    public void Dispose() => _client.Dispose();
}
