using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes an operation for people: rates per second and as shares, durations in milliseconds.</summary>
internal static class OperationJson
{
    public const double MillisecondsPerSecond = 1_000;

    public static void Write(
        Utf8JsonWriter json, OperationTally operation, TimeSpan duration, MetricsQuery query)
    {
        json.WriteStartObject();
        json.WriteString("operation", operation.Operation);
        json.WriteNumber("count", operation.Count);
        json.WriteNumber("rate", duration > TimeSpan.Zero ? JsonNumber.Short(operation.Count / duration.TotalSeconds) : 0);
        json.WriteNumber("errorRate", Share(operation.Errors, operation));
        json.WriteNumber("throttleRate", Share(operation.Throttles, operation));
        json.WriteNumber("faultRate", Share(operation.Faults, operation));
        json.WriteNumber("errors", operation.Errors);
        json.WriteNumber("throttles", operation.Throttles);
        json.WriteNumber("faults", operation.Faults);
        DistributionJson.Write(json, operation.Latency, MillisecondsPerSecond, query);
        WriteExemplars(json, operation.ChooseExemplars());
        json.WriteEndObject();
    }

    private static double Share(long part, OperationTally operation) =>
        operation.Count == 0 ? 0 : JsonNumber.Short((double)part / operation.Count);

    private static void WriteExemplars(Utf8JsonWriter json, IReadOnlyList<Exemplar> exemplars)
    {
        json.WriteStartArray("exemplars");
        Span<byte> xray = stackalloc byte[TraceIdText.XRayLength];
        Span<byte> id = stackalloc byte[TraceIdText.Length];
        for (int i = 0; i < exemplars.Count; i++)
        {
            TraceIdText.Write(exemplars[i].TraceId, id, xray);
            json.WriteStartObject();
            json.WriteNumber("value", JsonNumber.Short(exemplars[i].Value * MillisecondsPerSecond));
            json.WriteString("traceId", id);
            json.WriteString("xrayTraceId", xray);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
