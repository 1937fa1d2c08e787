using System.Text.Json;

namespace Obs.Tracing;

/// <summary>The two questions that are put to X-Ray about sampling, whatever carries them.</summary>
internal sealed class SamplingCalls(ISamplingTransport transport)
{
    // X-Ray has at most a few dozen rules; an answer that always names a further page is none of its.
    private const int MaxPages = 10;

    public async Task<IReadOnlyList<SamplingRuleWire>> GetRulesAsync(CancellationToken cancellationToken)
    {
        var rules = new List<SamplingRuleWire>();
        byte[] body = []; // As the X-Ray SDK asks.
        for (int page = 0; page < MaxPages; page++)
        {
            ReadOnlyMemory<byte> text = await transport.GetRulesAsync(body, cancellationToken).ConfigureAwait(false);
            GetSamplingRulesWire answer = JsonSerializer.Deserialize(
                text.Span, SamplingWireJson.Default.GetSamplingRulesWire) ?? throw NoAnswer();
            rules.AddRange((answer.SamplingRuleRecords ?? []).Select(static record => record?.SamplingRule).OfType<SamplingRuleWire>());
            if (string.IsNullOrEmpty(answer.NextToken))
            {
                break;
            }

            body = JsonSerializer.SerializeToUtf8Bytes(
                new GetSamplingRulesWire.Request { NextToken = answer.NextToken }, SamplingWireJson.Default.NextPage);
        }

        return rules;
    }

    public async Task<SamplingTargetsWire> ReportAsync(IReadOnlyList<SamplingStatisticsWire> documents, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new SamplingStatisticsWire.Request { SamplingStatisticsDocuments = documents }, SamplingWireJson.Default.Report);
        ReadOnlyMemory<byte> text = await transport.GetTargetsAsync(body, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(text.Span, SamplingWireJson.Default.SamplingTargetsWire) ?? throw NoAnswer();
    }

    private static JsonException NoAnswer() => new("The answer is null.");
}
