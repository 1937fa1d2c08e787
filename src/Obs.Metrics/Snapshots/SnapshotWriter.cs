using System.Buffers;
using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes windows as the lines of a snapshot: one for the service, one for each series when it is first met, one for each
/// window.</summary>
/// <remarks>Text inside gzip: the names that repeat cost nothing, and a person can read it with <c>tail -c +47 FILE | zcat</c>.</remarks>
internal static class SnapshotWriter
{
    public static byte[] Write(ReportSubject subject, IReadOnlyList<MetricWindow> windows)
    {
        var output = new ArrayBufferWriter<byte>(4_096);
        using var json = new Utf8JsonWriter(output);
        WriteLine(json, output, () =>
        {
            json.WriteString("service", subject.Service);
            json.WriteString("environment", subject.Environment);
            json.WriteString("version", subject.Version);
        });
        var known = new Dictionary<SeriesIdentity, int>();
        foreach (MetricWindow window in windows)
        {
            foreach (MetricSeries series in window.Series.Where(s => known.TryAdd(s.Identity, known.Count)))
            {
                WriteLine(json, output, () => SeriesJson.WriteIdentity(json, series.Identity));
            }

            WriteLine(json, output, () => WriteWindow(json, window, known));
        }

        return SnapshotFormat.Seal(output.WrittenSpan);
    }

    private static void WriteLine(Utf8JsonWriter json, ArrayBufferWriter<byte> output, Action writeMembers)
    {
        json.WriteStartObject();
        writeMembers();
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
        json.Reset();
    }

    private static void WriteWindow(Utf8JsonWriter json, MetricWindow window, Dictionary<SeriesIdentity, int> known)
    {
        json.WriteNumber("start", window.Start.UtcTicks);
        json.WriteNumber("end", window.End.UtcTicks);
        json.WriteNumber("duration", window.Duration.Ticks);
        json.WriteStartArray("series");
        foreach (MetricSeries series in window.Series)
        {
            WriteSeries(json, series, known[series.Identity]);
        }

        json.WriteEndArray();
        json.WriteStartArray("topK");
        foreach (MetricTopK ranking in window.TopK)
        {
            WriteRanking(json, ranking);
        }

        json.WriteEndArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, MetricSeries series, int number)
    {
        json.WriteStartObject();
        json.WriteNumber("of", number);
        json.WriteNumber("count", series.Count);
        json.WriteNumber("sum", series.Sum);
        json.WriteNumber("min", series.Min);
        json.WriteNumber("max", series.Max);
        json.WriteNumber("last", series.Last);
        if (series.Histogram is { } distribution)
        {
            json.WriteNumber("unitExponent", distribution.Scale.UnitExponent);
            json.WriteBase64String("v2Compressed", HistogramEncoding.EncodeCompressed(distribution.ToHistogram()));
        }

        if (series.Exemplars.Count > 0)
        {
            WriteExemplars(json, series.Exemplars);
        }

        json.WriteEndObject();
    }

    private static void WriteExemplars(Utf8JsonWriter json, IReadOnlyList<Exemplar> exemplars)
    {
        json.WriteStartArray("exemplars");
        foreach (Exemplar exemplar in exemplars)
        {
            json.WriteStartObject();
            json.WriteNumber("value", exemplar.Value);
            json.WriteNumber("at", exemplar.Timestamp.UtcTicks);
            json.WriteString("trace", exemplar.TraceId.ToHexString());
            json.WriteString("span", exemplar.SpanId.ToHexString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRanking(Utf8JsonWriter json, MetricTopK ranking)
    {
        json.WriteStartObject();
        json.WriteString("name", ranking.Name);
        json.WriteNumber("capacity", ranking.Capacity);
        json.WriteNumber("total", ranking.Total);
        json.WriteNumber("floor", ranking.Floor);
        json.WriteStartArray("entries");
        foreach (TopKEntry entry in ranking.Entries)
        {
            json.WriteStartArray();
            json.WriteStringValue(entry.Key);
            json.WriteNumberValue(entry.Count);
            json.WriteNumberValue(entry.Error);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
