using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Obs.AspNetCore.Endpoint;

/// <summary>The forms that one address offers, the one for callers who say nothing first, and the choice among them.</summary>
internal sealed class MetricsFormats
{
    /// <summary>The forms of <c>GET /api/metrics</c>.</summary>
    public static readonly MetricsFormats OfMetrics = new(
        new Offer(MetricsFormat.Json, "json", "application/json"),
        new Offer(MetricsFormat.OpenMetrics, "openmetrics", "application/openmetrics-text; version=1.0.0; charset=utf-8"),
        new Offer(MetricsFormat.Csv, "csv", "text/csv; charset=utf-8"),
        new Offer(MetricsFormat.Histograms, "histograms", "application/vnd.obs.hdrhistogram+json"));

    /// <summary>The forms of <c>GET /api/metrics/report</c>.</summary>
    public static readonly MetricsFormats OfReport = new(
        new Offer(MetricsFormat.HtmlReport, "html", "text/html; charset=utf-8"),
        new Offer(MetricsFormat.MarkdownReport, "markdown", "text/markdown; charset=utf-8"),
        new Offer(MetricsFormat.JsonReport, "json", "application/json"),
        new Offer(MetricsFormat.CsvReport, "csv", "text/csv; charset=utf-8"));

    private readonly Offer[] _offers;

    private MetricsFormats(params Offer[] offers) => _offers = offers;

    /// <summary>The media types, for a caller who accepts none of them.</summary>
    public string Allowed => string.Join(", ", _offers.Select(static o => o.Range.MediaType));

    /// <summary>The short names, for a caller who named another.</summary>
    public string Names => string.Join(", ", _offers.Select(static o => o.Name));

    public string ContentType(MetricsFormat format) => Array.Find(_offers, o => o.Format == format)!.ContentType;

    /// <summary>The form of a short name, whatever its case; null when there is none.</summary>
    public MetricsFormat? Named(string name) => Array.Find(_offers, o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Format;

    /// <summary>The form the caller likes best, the first where it says nothing; null when it accepts none of them.</summary>
    /// <remarks>How much it likes a form is said by the range that names it most closely (RFC 9110, section 12.5.1); of two liked alike the
    /// one named first is taken.</remarks>
    public MetricsFormat? Choose(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept)
            || !MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out IList<MediaTypeHeaderValue>? ranges))
        {
            return _offers[0].Format;
        }

        // Parameters, such as a version, describe what is sent and do not exclude. Sorting is stable.
        Liking[] likings = [.. ranges.Select(static (r, i) => new Liking(new MediaTypeHeaderValue(r.MediaType), r.Quality ?? 1, i))];
        return _offers.Select(offer => (offer.Format, Liking: offer.LikingIn(likings)))
            .Where(static o => o.Liking is { Quality: > 0 })
            .OrderByDescending(static o => o.Liking!.Quality).ThenBy(static o => o.Liking!.Place)
            .Select(static o => (MetricsFormat?)o.Format).FirstOrDefault();
    }

    private sealed record Liking(MediaTypeHeaderValue Range, double Quality, int Place);

    private sealed class Offer(MetricsFormat format, string name, string contentType)
    {
        public MetricsFormat Format => format;

        public string Name => name;

        public string ContentType => contentType;

        public MediaTypeHeaderValue Range { get; } = new(MediaTypeHeaderValue.Parse(contentType).MediaType);

        public Liking? LikingIn(Liking[] likings) => likings.Where(l => Range.IsSubsetOf(l.Range))
            .OrderBy(static l => l.Range.MatchesAllTypes).ThenBy(static l => l.Range.MatchesAllSubTypes)
            .ThenByDescending(static l => l.Quality).FirstOrDefault();
    }
}
