using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes distributions as HdrHistograms in V2 encoding. Their values are whole numbers of <c>valueUnit</c>, in the unit
/// named.</summary>
internal static class HistogramPayloads
{
    public static void Write(Utf8JsonWriter json, ReportContent report)
    {
        json.WriteStartArray("histograms");
        WriteOperations(json, "operation", report.Served);
        WriteOperations(json, "dependency", report.Called);
        foreach (SeriesTally series in report.Business.Concat(report.Runtime))
        {
            if (series.Distribution is { } distribution)
            {
                json.WriteStartObject();
                SeriesJson.WriteIdentity(json, series.Identity);
                WriteDistribution(json, distribution);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteOperations(Utf8JsonWriter json, string kind, IEnumerable<OperationTally> operations)
    {
        foreach (OperationTally operation in operations)
        {
            json.WriteStartObject();
            json.WriteString(kind, operation.Operation);
            json.WriteString("unit", "s");
            WriteDistribution(json, operation.Latency);
            json.WriteEndObject();
        }
    }

    private static void WriteDistribution(Utf8JsonWriter json, SnapshotAccumulator distribution)
    {
        json.WriteNumber("valueUnit", distribution.Scale.Unit);
        json.WriteNumber("count", distribution.Count);
        json.WriteNumber("sum", distribution.Sum);
        json.WriteNumber("min", distribution.Min);
        json.WriteNumber("max", distribution.Max);
        json.WriteBase64String("v2Compressed", HistogramEncoding.EncodeCompressed(distribution.ToSnapshot().ToHistogram()));
    }
}
