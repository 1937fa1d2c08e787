using System.Text.Json;
using Obs.Local.Metrics;

namespace Obs.Local.Api;

/// <summary><c>/business</c>: what the application counts for its owners, over time.</summary>
internal sealed class BusinessView(MetricQueries metrics)
{
    private const string Suffix = "/Business";
    private const int MaxSeries = 500;
    private const long MaxPoints = 5_000;
    private const long UsualPoints = 60;

    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        long usual = Math.Clamp((query.To - query.From) / 1_000 / UsualPoints, 10, 86_400);
        long period = query.Whole("period", usual, 1, 86_400) * 1_000;
        if ((query.To - query.From) / period > MaxPoints)
        {
            throw ApiException.Bad($"{(query.To - query.From) / period} points are more than {MaxPoints}; ask for a longer period.");
        }

        writer.WriteStartObject();
        writer.WriteStartArray("metrics");
        foreach (SeriesRow series in metrics.FindSeries(null, null, query.From)
            .Where(static series => series.Namespace.EndsWith(Suffix, StringComparison.Ordinal)).Take(MaxSeries))
        {
            Dictionary<string, string> dimensions = Dimensions.Parse(series.Dimensions);
            if (IsMeant(dimensions, "Service", query.Service) && IsMeant(dimensions, "Environment", query.Environment))
            {
                Write(writer, series, dimensions, metrics.Read([series], query.From, query.To, period));
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static bool IsMeant(Dictionary<string, string> dimensions, string name, string? wanted) =>
        wanted is null || dimensions.GetValueOrDefault(name) == wanted;

    private static void Write(
        Utf8JsonWriter writer, SeriesRow series, Dictionary<string, string> dimensions, SortedDictionary<long, MetricBucket> buckets)
    {
        writer.WriteStartObject();
        MetricsView.WriteIdentity(writer, series, dimensions);
        writer.WriteOptional("sum", buckets.Values.Sum(static bucket => bucket.Sum));
        writer.WriteOptional("count", buckets.Values.Sum(static bucket => bucket.Count));
        writer.WriteStartArray("timestamps");
        foreach (long time in buckets.Keys)
        {
            writer.WriteNumberValue(time);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("values");
        foreach (MetricBucket bucket in buckets.Values)
        {
            writer.WriteNumberValue(Math.Round(bucket.Sum, 4));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
