using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes a series that is not an operation, in the unit of its instrument.</summary>
internal static class SeriesJson
{
    public static void Write(Utf8JsonWriter json, MetricSeries series, IReadOnlyList<double> percentiles)
    {
        json.WriteStartObject();
        WriteIdentity(json, series);
        json.WriteNumber("count", series.Count);
        json.WriteNumber("sum", series.Sum);
        if (series.Kind is InstrumentKind.Gauge or InstrumentKind.UpDownCounter)
        {
            json.WriteNumber("last", series.Last);
        }

        if (series.Histogram is { } distribution)
        {
            DistributionJson.Write(json, distribution, factor: 1, percentiles);
        }

        json.WriteEndObject();
    }

    public static void WriteIdentity(Utf8JsonWriter json, MetricSeries series)
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
        foreach (KeyValuePair<string, string> dimension in dimensions)
        {
            json.WriteString(dimension.Key, dimension.Value);
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
