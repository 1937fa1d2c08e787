using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes the ratios of the business.</summary>
internal static class RatioJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<RatioSummary> ratios)
    {
        json.WriteStartArray("ratios");
        foreach (RatioSummary ratio in ratios)
        {
            json.WriteStartObject();
            json.WriteString("name", ratio.Name);
            SeriesJson.WriteDimensions(json, ratio.Dimensions);
            json.WriteNumber("hits", ratio.Hits);
            json.WriteNumber("attempts", ratio.Attempts);
            json.WriteNumber("share", JsonNumber.Short(ratio.Share));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
