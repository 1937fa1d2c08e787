using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes distributions as HdrHistograms in V2 encoding. Their values are whole numbers of <c>valueUnit</c>, in the unit
/// named. One answer, in the same room; not safe for use by several threads.</summary>
internal sealed class HistogramPayloads(Utf8JsonWriter json) : IDisposable
{
    private const int InitialBytes = 4 << 10;

    private readonly RentedOutput _payload = new(InitialBytes);

    public void Write(ReportContent report)
    {
        json.WriteStartArray("histograms");
        WriteOperations("operation", report.Served);
        WriteOperations("dependency", report.Called);
        foreach (SeriesTally series in report.Business.Concat(report.Runtime))
        {
            if (series.Distribution is { } distribution)
            {
                json.WriteStartObject();
                SeriesJson.WriteIdentity(json, series.Identity);
                WriteDistribution(distribution);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    public void Dispose() => _payload.Dispose();

    private void WriteOperations(string kind, IEnumerable<OperationTally> operations)
    {
        foreach (OperationTally operation in operations)
        {
            json.WriteStartObject();
            json.WriteString(kind, operation.Operation);
            json.WriteString("unit", "s");
            WriteDistribution(operation.Latency);
            json.WriteEndObject();
        }
    }

    private void WriteDistribution(SnapshotAccumulator distribution)
    {
        json.WriteNumber("valueUnit", distribution.Scale.Unit);
        json.WriteNumber("count", distribution.Count);
        json.WriteNumber("sum", distribution.Sum);
        json.WriteNumber("min", distribution.Min);
        json.WriteNumber("max", distribution.Max);
        _payload.Clear();
        HistogramEncoding.WriteStored(_payload, distribution.Counts, distribution.Scale.LayoutUpTo(distribution.Counts.LastSlot));
        json.WriteBase64String("v2Compressed", _payload.Written);
    }
}
