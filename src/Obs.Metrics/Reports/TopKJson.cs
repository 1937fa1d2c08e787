using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes rankings: the most frequent keys of each top-k metric, with the error of each count.</summary>
internal static class TopKJson
{
    public const int MaxEntries = 20;

    public static void Write(Utf8JsonWriter json, IReadOnlyList<MetricTopK> all)
    {
        json.WriteStartArray("topK");
        foreach (MetricTopK one in all)
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            json.WriteNumber("total", one.Total);
            json.WriteStartArray("entries");
            foreach (TopKEntry entry in one.Entries.Take(MaxEntries))
            {
                json.WriteStartObject();
                json.WriteString("key", entry.Key);
                json.WriteNumber("count", entry.Count);
                json.WriteNumber("error", entry.Error);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
