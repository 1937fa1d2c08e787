using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes an operation for people: rates per second and as shares, durations in milliseconds.</summary>
internal static class OperationJson
{
    public const double MillisecondsPerSecond = 1_000;

    public static void Write(
        Utf8JsonWriter json, OperationSummary operation, TimeSpan duration, IReadOnlyList<double> percentiles)
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
        DistributionJson.Write(json, operation.Latency, MillisecondsPerSecond, percentiles);
        WriteExemplars(json, operation.Exemplars);
        json.WriteEndObject();
    }

    private static double Share(long part, OperationSummary operation) =>
        operation.Count == 0 ? 0 : JsonNumber.Short((double)part / operation.Count);

    private static void WriteExemplars(Utf8JsonWriter json, IReadOnlyList<Exemplar> exemplars)
    {
        json.WriteStartArray("exemplars");
        foreach (Exemplar exemplar in exemplars)
        {
            string id = exemplar.TraceId.ToHexString();
            json.WriteStartObject();
            json.WriteNumber("value", JsonNumber.Short(exemplar.Value * MillisecondsPerSecond));
            json.WriteString("traceId", id);
            json.WriteString("xrayTraceId", $"1-{id.AsSpan(0, 8)}-{id.AsSpan(8)}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
