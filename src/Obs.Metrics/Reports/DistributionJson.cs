using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes percentiles, extremes and mean of a distribution, all found in one pass.</summary>
internal static class DistributionJson
{
    private static readonly double[] Percentiles = [50, 90, 95, 99, 99.9];
    private static readonly JsonEncodedText[] Names =
    [
        JsonEncodedText.Encode("p50"),
        JsonEncodedText.Encode("p90"),
        JsonEncodedText.Encode("p95"),
        JsonEncodedText.Encode("p99"),
        JsonEncodedText.Encode("p999"),
    ];

    public static void Write(Utf8JsonWriter json, SnapshotAccumulator distribution, double factor, MetricsQuery query)
    {
        Span<double> values = stackalloc double[Percentiles.Length];
        distribution.ValuesAtPercentiles(Percentiles, values);
        for (int i = 0; i < values.Length; i++)
        {
            json.WriteNumber(Names[i], JsonNumber.Short(values[i] * factor));
        }

        json.WriteNumber("min", JsonNumber.Short(distribution.Min * factor));
        json.WriteNumber("max", JsonNumber.Short(distribution.Max * factor));
        json.WriteNumber("mean", JsonNumber.Short(distribution.Mean * factor));
        if (query.AskedPercentiles.Length > 0)
        {
            WriteAsked(json, distribution, factor, query);
        }
    }

    private static void WriteAsked(Utf8JsonWriter json, SnapshotAccumulator distribution, double factor, MetricsQuery query)
    {
        Span<double> values = stackalloc double[MetricsQuery.MaxPercentiles];
        values = values[..query.AskedPercentiles.Length];
        distribution.ValuesAtPercentiles(query.AskedPercentiles, values);
        json.WriteStartObject("percentiles");
        for (int i = 0; i < values.Length; i++)
        {
            json.WriteNumber(query.PercentileNames[i], JsonNumber.Short(values[i] * factor));
        }

        json.WriteEndObject();
    }
}
