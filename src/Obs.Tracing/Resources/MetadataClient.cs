using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Obs.Tracing;

/// <summary>Asks the metadata endpoints that stand beside a container or an instance: with short time-outs, for short answers.</summary>
/// <param name="connectTimeout">How long a connection may take.</param>
/// <param name="timeout">How long an answer may take.</param>
/// <param name="authorities">Whom to trust in place of those that the system trusts.</param>
internal sealed class MetadataClient(TimeSpan connectTimeout, TimeSpan timeout, X509Certificate2Collection? authorities = null)
    : IDisposable
{
    private const int MaxResponseBytes = 256 * 1024;

    private readonly HttpClient _client = new(CreateHandler(connectTimeout, authorities))
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

    private static SocketsHttpHandler CreateHandler(TimeSpan connectTimeout, X509Certificate2Collection? authorities)
    {
        SocketsHttpHandler handler = SelfHttp.CreateHandler(connectTimeout);
        if (authorities is not null)
        {
            // They publish no list of what they have revoked.
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(authorities);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        return handler;
    }
}
