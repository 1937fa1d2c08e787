using System.Text.Json;
using Obs.Metrics;

namespace Shop;

/// <summary>Asks a service how long its answers took, as HdrHistograms: whoever has those can merge them, and no percentile is
/// averaged.</summary>
internal static class ServedTimes
{
    private const double MillisecondsPerSecond = 1_000;

    /// <summary>All operations as one; none when the service does not answer, or has served nothing.</summary>
    public static async Task<IReadOnlyList<WaitingTimes>> ReadAsync(
        HttpClient http, string service, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream answer = await http.GetStreamAsync(
                new Uri(address, "api/metrics?window=24h&format=histograms"), cancellationToken);
            using JsonDocument document = await JsonDocument.ParseAsync(answer, cancellationToken: cancellationToken);
            return Merge(service, document.RootElement) is { } served ? [served] : [];
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    internal static WaitingTimes? Merge(string service, JsonElement answer)
    {
        WaitingTimes? all = null;
        foreach (JsonElement served in answer.GetProperty("histograms").EnumerateArray())
        {
            if (served.TryGetProperty("operation", out _)
                && HistogramEncoding.TryDecode(served.GetProperty("v2Compressed").GetBytesFromBase64(), out Histogram? histogram, out _))
            {
                all ??= new WaitingTimes(
                    $"{service}, as it says", new Histogram(histogram.SignificantDigits),
                    served.GetProperty("valueUnit").GetDouble() * MillisecondsPerSecond);
                all.Histogram.Add(histogram);
            }
        }

        return all;
    }
}
