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

    private static readonly JsonEncodedText Min = JsonEncodedText.Encode("min");
    private static readonly JsonEncodedText Max = JsonEncodedText.Encode("max");
    private static readonly JsonEncodedText Mean = JsonEncodedText.Encode("mean");

    public static void Write(Utf8JsonWriter json, SnapshotAccumulator distribution, double factor, MetricsQuery query)
    {
        Span<double> values = stackalloc double[Percentiles.Length];
        distribution.ValuesAtPercentiles(Percentiles, values);
        for (int i = 0; i < values.Length; i++)
        {
            JsonNumber.Write(json, Names[i], values[i] * factor);
        }

        JsonNumber.Write(json, Min, distribution.Min * factor);
        JsonNumber.Write(json, Max, distribution.Max * factor);
        JsonNumber.Write(json, Mean, distribution.Mean * factor);
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
