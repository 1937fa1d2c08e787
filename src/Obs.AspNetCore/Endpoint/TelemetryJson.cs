using System.Text.Json;
using Obs.Delivery;
using Obs.Tracing;

namespace Obs.AspNetCore.Endpoint;

/// <summary>The sections of the report that say what became of the telemetry itself.</summary>
internal static class TelemetryJson
{
    /// <summary>Since the process started: requests = sampled + unsampled + skipped.</summary>
    public static void WriteTracing(Utf8JsonWriter json, SamplingStatistics statistics)
    {
        json.WriteStartObject("tracing");
        json.WriteNumber("sampled", statistics.Sampled);
        json.WriteNumber("unsampled", statistics.Unsampled);
        json.WriteNumber("skipped", statistics.Skipped);
        json.WriteEndObject();
    }

    /// <summary>Since the process started, by signal: accepted = delivered + dropped + buffered.</summary>
    public static void WriteDelivery(Utf8JsonWriter json, IReadOnlyList<DeliveryAccount> accounts)
    {
        json.WriteStartArray("delivery");
        foreach (DeliveryAccount account in accounts)
        {
            json.WriteStartObject();
            json.WriteString("signal", account.Signal);
            json.WriteNumber("accepted", account.Accepted);
            json.WriteNumber("delivered", account.Delivered);
            json.WriteNumber("buffered", account.Buffered);
            json.WriteNumber("bufferedBytes", account.BufferedBytes);
            json.WriteNumber("spooled", account.Spooled);
            json.WriteNumber("spooledBytes", account.SpooledBytes);
            WriteDropped(json, account.Dropped);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDropped(Utf8JsonWriter json, IReadOnlyDictionary<string, long> dropped)
    {
        json.WriteStartObject("dropped");
        foreach ((string reason, long count) in dropped)
        {
            json.WriteNumber(reason, count);
        }

        json.WriteEndObject();
    }
}
