using System.Text.Json;

namespace Obs.Local.Api;

/// <summary><c>/status</c>: what was received, stored, rejected and lost.</summary>
internal sealed class StatusView(ObsLocalServer server)
{
    private static readonly string Version = typeof(StatusView).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        ObsLocalStatus status = server.GetStatus();
        writer.WriteStartObject();
        writer.WriteString("version", Version);
        writer.WriteNumber("startedAt", status.StartedAt.ToUnixTimeMilliseconds());
        WriteUdp(writer, status);
        writer.WriteStartArray("ingest");
        foreach (ObsLocalSignalStatus signal in status.Signals)
        {
            WriteSignal(writer, signal);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("store");
        writer.WriteNumber("segments", status.StoredSegments);
        writer.WriteNumber("metricData", status.StoredMetricData);
        writer.WriteNumber("logEvents", status.StoredLogEvents);
        writer.WriteNumber("sizeBytes", status.StoreBytes);
        writer.WriteEndObject();
        WriteRejects(writer, status.Rejects);
        writer.WriteEndObject();
    }

    private void WriteUdp(Utf8JsonWriter writer, ObsLocalStatus status)
    {
        writer.WriteStartObject("udp");
        writer.WriteString("address", server.UdpAddress.ToString());
        writer.WriteNumber("received", status.Datagrams);
        writer.WriteOptional("droppedByKernel", status.DroppedByKernel);
        writer.WriteNumber("lost", status.Streams.Sum(static stream => stream.Lost));
        writer.WritePropertyName("rejected");
        writer.WriteCounts(status.Signals[0].Rejected);
        writer.WriteEndObject();
    }

    private static void WriteSignal(Utf8JsonWriter writer, ObsLocalSignalStatus signal)
    {
        writer.WriteStartObject();
        writer.WriteString("signal", signal.Signal);
        writer.WriteNumber("accepted", signal.Accepted);
        writer.WriteNumber("stored", signal.Stored);
        writer.WritePropertyName("rejected");
        writer.WriteCounts(signal.Rejected);
        writer.WritePropertyName("dropped");
        writer.WriteCounts(signal.Dropped);
        writer.WriteEndObject();
    }

    private static void WriteRejects(Utf8JsonWriter writer, IReadOnlyList<ObsLocalReject> rejects)
    {
        writer.WriteStartArray("rejects");
        foreach (ObsLocalReject reject in rejects)
        {
            writer.WriteStartObject();
            writer.WriteNumber("time", reject.Time.ToUnixTimeMilliseconds());
            writer.WriteString("signal", reject.Signal);
            writer.WriteString("reason", reject.Reason);
            writer.WriteString("detail", reject.Detail);
            writer.WriteString("traceId", reject.TraceId);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
