using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Obs.AspNetCore.Endpoint;

/// <summary>Chooses the form of an answer by what the caller accepts.</summary>
internal static class MetricsFormats
{
    public const string Allowed =
        "application/json, application/openmetrics-text, text/csv, application/vnd.obs.hdrhistogram+json";

    private static readonly (MetricsFormat Format, string ContentType, MediaTypeHeaderValue Type)[] Offers =
    [
        Offer(MetricsFormat.Json, "application/json"),
        Offer(MetricsFormat.OpenMetrics, "application/openmetrics-text; version=1.0.0; charset=utf-8"),
        Offer(MetricsFormat.Csv, "text/csv; charset=utf-8"),
        Offer(MetricsFormat.Histograms, "application/vnd.obs.hdrhistogram+json"),
    ];

    public static string ContentType(MetricsFormat format) => Array.Find(Offers, o => o.Format == format).ContentType;

    /// <summary>The form the caller likes best, JSON where it says nothing; null when it accepts none of them.</summary>
    public static MetricsFormat? Choose(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept)
            || !MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out IList<MediaTypeHeaderValue>? ranges))
        {
            return MetricsFormat.Json;
        }

        // Stable, so that of two liked alike the one named first is taken.
        foreach (MediaTypeHeaderValue range in ranges.Where(static r => r.Quality != 0).OrderByDescending(static r => r.Quality ?? 1))
        {
            // Parameters, such as a version, describe what is sent and do not exclude.
            var wanted = new MediaTypeHeaderValue(range.MediaType);
            foreach ((MetricsFormat format, _, MediaTypeHeaderValue type) in Offers)
            {
                if (type.IsSubsetOf(wanted))
                {
                    return format;
                }
            }
        }

        return null;
    }

    private static (MetricsFormat Format, string ContentType, MediaTypeHeaderValue Type) Offer(MetricsFormat format, string contentType) =>
        (format, contentType, new MediaTypeHeaderValue(MediaTypeHeaderValue.Parse(contentType).MediaType));
}
