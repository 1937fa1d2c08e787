using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes a series that is not an operation, in the unit of its instrument.</summary>
internal static class SeriesJson
{
    public static void Write(Utf8JsonWriter json, SeriesTally series, MetricsQuery query)
    {
        json.WriteStartObject();
        WriteIdentity(json, series.Identity);
        json.WriteNumber("count", series.Count);
        json.WriteNumber("sum", series.Sum);
        if (series.Identity.Kind is InstrumentKind.Gauge or InstrumentKind.UpDownCounter)
        {
            json.WriteNumber("last", series.Last);
        }

        if (series.Distribution is { } distribution)
        {
            DistributionJson.Write(json, distribution, factor: 1, query);
        }

        json.WriteEndObject();
    }

    public static void WriteIdentity(Utf8JsonWriter json, SeriesIdentity series)
    {
        json.WriteString("name", series.InstrumentName);
        json.WriteString("meter", series.MeterName);
        json.WriteString("unit", series.Unit);
        json.WriteString("kind", KindOf(series.Kind));
        WriteDimensions(json, series.Dimensions);
    }

    public static void WriteDimensions(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> dimensions)
    {
        json.WriteStartObject("dimensions");
        for (int i = 0; i < dimensions.Count; i++)
        {
            json.WriteString(dimensions[i].Key, dimensions[i].Value);
        }

        json.WriteEndObject();
    }

    public static string KindOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Counter => "counter",
        InstrumentKind.UpDownCounter => "upDownCounter",
        InstrumentKind.Gauge => "gauge",
        _ => "histogram",
    };
}
