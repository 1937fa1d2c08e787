using System.Text.Json;
using Obs.Cli.Explain;
using Obs.Local;
using Obs.Metrics;

namespace Obs.Cli.Reports;

/// <summary>The part of a report that says why the slow traces of its time are slow, where traces are at hand: in the file of a store, or
/// in a running backend.</summary>
internal static class ExplanationSection
{
    private static readonly KeyValuePair<string, string>[] Columns = [new("finding", "Finding")];

    /// <summary>What the traces of a service say about the time of these windows.</summary>
    /// <exception cref="HttpRequestException">Nothing answers, or not with an explanation.</exception>
    /// <exception cref="InvalidOperationException">The file cannot be opened or is no store.</exception>
    public static async Task<ReportSection> ReadAsync(
        string service, IReadOnlyList<MetricWindow> windows, string? store, Uri? endpoint, CancellationToken cancellationToken)
    {
        var request = new ExplanationRequest
        {
            From = windows.Min(static window => window.Start),
            To = windows.Max(static window => window.End).AddMilliseconds(1), // It is asked in whole milliseconds, the last one left out.
            Service = service,
        };
        string json = store is not null
            ? StoredExplanation.Render(store, ExplanationFormat.Json, request)
            : await new ExplainQuestion(request, ExplanationFormat.Json, IsFromOpen: false, IsToOpen: false)
                .AskAsync(endpoint!, cancellationToken).ConfigureAwait(false);
        using JsonDocument explanation = JsonDocument.Parse(json);
        return Of(explanation.RootElement);
    }

    private static ReportSection Of(JsonElement explanation)
    {
        object?[][] rows =
        [
            .. explanation.GetProperty("answer").EnumerateArray().Select(static finding => new object?[] { finding.GetString() }),
        ];
        return new ReportSection("explanation", "Why slow traces are slow", Columns, 1, rows);
    }
}
