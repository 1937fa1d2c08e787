using System.Net.Http.Headers;

namespace Obs.Tracing;

/// <summary>Asks the X-Ray daemon, which signs what it is asked and passes it on to X-Ray, about sampling.</summary>
internal sealed class SamplingDaemon : ISamplingTransport, IDisposable
{
    private const int MaxResponseBytes = 1024 * 1024;
    private static readonly TimeSpan MaxConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client;

    public SamplingDaemon(DaemonAddress address)
        : this(address, SelfHttp.CreateHandler(MaxConnectTimeout), DefaultTimeout)
    {
    }

    internal SamplingDaemon(DaemonAddress address, TimeSpan timeout)
        : this(address, SelfHttp.CreateHandler(timeout), timeout)
    {
    }

    internal SamplingDaemon(DaemonAddress address, HttpMessageHandler handler)
        : this(address, handler, DefaultTimeout)
    {
    }

    private SamplingDaemon(DaemonAddress address, HttpMessageHandler handler, TimeSpan timeout) => _client = new HttpClient(handler)
    {
        BaseAddress = new UriBuilder(Uri.UriSchemeHttp, address.Host, address.Port).Uri,
        Timeout = timeout,
        MaxResponseContentBufferSize = MaxResponseBytes,
    };

    public Task<ReadOnlyMemory<byte>> GetRulesAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        PostAsync("/GetSamplingRules", body, cancellationToken);

    public Task<ReadOnlyMemory<byte>> GetTargetsAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        PostAsync("/SamplingTargets", body, cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<ReadOnlyMemory<byte>> PostAsync(string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        using HttpResponseMessage response = await _client.PostAsync(
            new Uri(path, UriKind.Relative), content, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }
}
