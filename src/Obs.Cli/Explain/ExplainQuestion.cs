using System.Globalization;
using Obs.Local;

namespace Obs.Cli.Explain;

/// <summary>What is asked of a running backend; a time that was left out is the backend's to choose.</summary>
internal sealed record ExplainQuestion(ExplanationRequest Request, ExplanationFormat Format, bool IsFromOpen, bool IsToOpen)
{
    /// <exception cref="HttpRequestException">Nothing answers, or not with an explanation.</exception>
    public async Task<string> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(address, Path()), cancellationToken).ConfigureAwait(false);
            string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? body
                : throw new HttpRequestException($"{address} answers {(int)response.StatusCode}: {body}", inner: null, response.StatusCode);
        }
        catch (HttpRequestException exception) when (exception.StatusCode is null)
        {
            throw new HttpRequestException(
                $"Nothing answers at {address}: start a backend with obs local, name it with --address, or its file with --store.",
                exception);
        }
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
        return (Format == ExplanationFormat.Json ? "/api/local/explain?" : "/api/local/explain/text?")
            + string.Join(
                '&',
                parameters.Where(static part => part.Value is not null).Select(
                    static part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
    }

    private static string? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
