using System.Globalization;
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

    public static void Write(Utf8JsonWriter json, HistogramSnapshot distribution, double factor, IReadOnlyList<double> asked)
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
        if (asked.Count > 0)
        {
            WriteAsked(json, distribution, factor, asked);
        }
    }

    private static void WriteAsked(Utf8JsonWriter json, HistogramSnapshot distribution, double factor, IReadOnlyList<double> asked)
    {
        double[] values = new double[asked.Count];
        distribution.ValuesAtPercentiles([.. asked], values);
        json.WriteStartObject("percentiles");
        for (int i = 0; i < values.Length; i++)
        {
            json.WriteNumber(asked[i].ToString(CultureInfo.InvariantCulture), JsonNumber.Short(values[i] * factor));
        }

        json.WriteEndObject();
    }
}
