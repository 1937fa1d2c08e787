using System.Text.Json;
using Obs.Local.Metrics;

namespace Obs.Local.Api;

/// <summary><c>/metrics</c>: the name of every metric received.</summary>
internal sealed class MetricsView(MetricQueries metrics)
{
    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("metrics");
        foreach (SeriesRow series in metrics.FindSeries(space: null, name: null, since: 0))
        {
            Dictionary<string, string> dimensions = Dimensions.Parse(series.Dimensions);
            if (query.Environment is null || dimensions.GetValueOrDefault("Environment") == query.Environment)
            {
                writer.WriteStartObject();
                WriteIdentity(writer, series, dimensions);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteIdentity(Utf8JsonWriter writer, SeriesRow series, Dictionary<string, string> dimensions)
    {
        writer.WriteString("namespace", series.Namespace);
        writer.WriteString("name", series.Name);
        writer.WriteString("unit", series.Unit);
        writer.WriteStartObject("dimensions");
        foreach ((string name, string value) in dimensions)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }
}
