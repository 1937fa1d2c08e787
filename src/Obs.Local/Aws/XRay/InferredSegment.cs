using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Obs.Local.Http;
using Obs.Local.Traces;

namespace Obs.Local.Aws.XRay;

/// <summary>The segment that X-Ray makes up for a callee that sends none, out of the call to it.</summary>
internal static class InferredSegment
{
    private static readonly string[] Copied = ["http", "aws", "sql"];

    /// <summary>The call says that the callee traces: a segment of its own is still to come.</summary>
    public static bool IsPromised(TraceRow call) =>
        call.Source.TryGetProperty("http", out JsonElement http) && http.ValueKind == JsonValueKind.Object
        && http.TryGetProperty("request", out JsonElement request)
            && request.ValueKind == JsonValueKind.Object
            && JsonMembers.Flag(request, "traced");

    /// <summary>Made from the call's id, so that it is the same each time it is asked for.</summary>
    public static string IdOf(TraceRow call) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call.Id)).AsSpan(0, 8));

    public static string Write(TraceRow call, string traceId)
    {
        using var json = new JsonText();
        Utf8JsonWriter writer = json.Writer;
        writer.WriteStartObject();
        writer.WriteString("id", IdOf(call));
        writer.WriteString("name", call.Name);
        writer.WriteString("trace_id", traceId);
        writer.WriteString("parent_id", call.Id);
        writer.WriteNumber("start_time", call.Start);
        if (call.End is { } end)
        {
            writer.WriteNumber("end_time", end);
        }
        else
        {
            writer.WriteBoolean("in_progress", true);
        }

        WriteFlag(writer, call, "error", Outcome.Error);
        WriteFlag(writer, call, "throttle", Outcome.Throttle);
        WriteFlag(writer, call, "fault", Outcome.Fault);
        foreach (string member in Copied)
        {
            if (call.Source.TryGetProperty(member, out JsonElement value))
            {
                writer.WritePropertyName(member);
                writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
            }
        }

        writer.WriteBoolean("inferred", true);
        writer.WriteEndObject();
        return json.ToString();
    }

    private static void WriteFlag(Utf8JsonWriter writer, TraceRow call, string name, Outcome flag)
    {
        if (call.Outcome.HasFlag(flag))
        {
            writer.WriteBoolean(name, true);
        }
    }
}
