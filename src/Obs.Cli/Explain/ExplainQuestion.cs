using System.Globalization;
using Obs.Cli.Backends;
using Obs.Local;

namespace Obs.Cli.Explain;

/// <summary>What is asked of a running backend; a time that was left out is the backend's to choose.</summary>
internal sealed record ExplainQuestion(ExplanationRequest Request, ExplanationFormat Format, bool IsFromOpen, bool IsToOpen)
{
    /// <exception cref="HttpRequestException">Nothing answers, or not with an explanation.</exception>
    public async Task<string> AskAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var client = new BackendClient(endpoint);
        return await client.GetTextAsync(Path(), cancellationToken).ConfigureAwait(false);
    }

    private string Path()
    {
        (string Name, string? Value)[] parameters =
        [
            ("percentile", Request.Percentile.ToString(CultureInfo.InvariantCulture)),
            ("from", IsFromOpen ? null : Milliseconds(Request.From)),
            ("to", IsToOpen ? null : Milliseconds(Request.To)),
            ("spanFrom", Milliseconds(Request.SpanFrom)),
            ("spanTo", Milliseconds(Request.SpanTo)),
            ("operation", Request.Operation),
            ("service", Request.Service),
            ("filter", Request.Filter),
        ];
        return (Format == ExplanationFormat.Json ? "explain?" : "explain/text?")
            + string.Join(
                '&',
                parameters.Where(static part => part.Value is not null)
                    .Select(static part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
    }

    private static string? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
