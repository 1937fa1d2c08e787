using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Obs.Tracing;

/// <summary>Asks the X-Ray daemon, which signs what it is asked and passes it on to X-Ray, about sampling.</summary>
internal sealed class SamplingDaemon : IDisposable
{
    // X-Ray has at most a few dozen rules; a daemon that always sends a further page is none.
    private const int MaxPages = 10;
    private const int MaxResponseBytes = 1024 * 1024;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client;

    public SamplingDaemon(DaemonAddress address)
        : this(address, SelfHttp.CreateHandler(ConnectTimeout))
    {
    }

    internal SamplingDaemon(DaemonAddress address, HttpMessageHandler handler) => _client = new HttpClient(handler)
    {
        BaseAddress = new UriBuilder(Uri.UriSchemeHttp, address.Host, address.Port).Uri,
        Timeout = Timeout,
        MaxResponseContentBufferSize = MaxResponseBytes,
    };

    public async Task<IReadOnlyList<SamplingRuleWire>> GetRulesAsync(CancellationToken cancellationToken)
    {
        var rules = new List<SamplingRuleWire>();
        string body = ""; // As the X-Ray SDK asks.
        for (int page = 0; page < MaxPages; page++)
        {
            GetSamplingRulesWire answer = await PostAsync("/GetSamplingRules", body, SamplingWireJson.Default.GetSamplingRulesWire, cancellationToken).ConfigureAwait(false);
            rules.AddRange((answer.SamplingRuleRecords ?? []).Select(static record => record?.SamplingRule).OfType<SamplingRuleWire>());
            if (string.IsNullOrEmpty(answer.NextToken))
            {
                break;
            }

            body = JsonSerializer.Serialize(new GetSamplingRulesWire.Request { NextToken = answer.NextToken }, SamplingWireJson.Default.NextPage);
        }

        return rules;
    }

    public Task<SamplingTargetsWire> ReportAsync(IReadOnlyList<SamplingStatisticsWire> documents, CancellationToken cancellationToken)
    {
        var report = new SamplingStatisticsWire.Request { SamplingStatisticsDocuments = documents };
        return PostAsync("/SamplingTargets", JsonSerializer.Serialize(report, SamplingWireJson.Default.Report), SamplingWireJson.Default.SamplingTargetsWire, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private async Task<T> PostAsync<T>(string path, string body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _client.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("The answer is null.");
    }
}
