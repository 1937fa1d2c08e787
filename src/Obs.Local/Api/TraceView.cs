using System.Text.Json;
using Obs.Local.Logs;
using Obs.Local.Traces;

namespace Obs.Local.Api;

/// <summary><c>/traces/ID</c> and <c>/traces/ID/logs</c>: one trace as a waterfall, and what was logged in it.</summary>
internal sealed class TraceView(TraceQueries traces, LogQueries logs)
{
    private const int MaxEntries = 5_000;

    private static readonly string[] Blocks = ["http", "sql", "aws", "cause"];
    private static readonly string[] Objects = ["annotations", "metadata"];

    public void Write(string id, Utf8JsonWriter writer)
    {
        string traceId = Normalize(id);
        using var tree = new TraceTree(traces.Documents(traceId));
        if (tree.Rows.Count == 0)
        {
            throw ApiException.NotFound($"The trace {traceId} is not in the store.");
        }

        writer.WriteStartObject();
        writer.WriteString("id", traceId);
        writer.WriteNumber("startTime", JsonNumbers.ToMilliseconds(tree.Start));
        writer.WriteNumber("duration", JsonNumbers.ToMilliseconds(tree.End - tree.Start));
        writer.WriteString("w3cId", TraceId.ToW3C(traceId));
        writer.WriteStartArray("rows");
        foreach (TraceRow row in tree.Rows)
        {
            Write(writer, row, tree.Start);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("documents");
        foreach (JsonElement document in tree.Documents)
        {
            WriteRaw(writer, document);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public void WriteLogs(string id, Utf8JsonWriter writer)
    {
        List<LogEventRow> found = logs.Events(new LogQuery { TraceId = Normalize(id), Limit = MaxEntries });
        writer.WriteStartObject();
        LogsView.WriteEntries(writer, found);
        writer.WriteEndObject();
    }

    private static string Normalize(string id) => TraceId.TryNormalize(id, out string traceId) ? traceId
        : throw ApiException.Bad($"A trace id is 1-8 hex-24 hex, or 32 hex; found \"{id}\".");

    private static void Write(Utf8JsonWriter writer, TraceRow row, double start)
    {
        writer.WriteStartObject();
        writer.WriteString("id", row.Id);
        writer.WriteString("parentId", row.Parent?.Id ?? row.DeclaredParent);
        writer.WriteNumber("depth", row.Depth);
        writer.WriteString("name", row.Name);
        writer.WriteString("service", row.Service);
        writer.WriteString("kind", row.Kind);
        writer.WriteNumber("start", JsonNumbers.ToMilliseconds(row.Start - start));
        writer.WriteOptional("duration", row.End is { } end ? JsonNumbers.ToMilliseconds(Math.Max(0, end - row.Start)) : null);
        writer.WriteBoolean("inProgress", row.End is null);
        writer.WriteBoolean("ok", row.Outcome == Outcome.Ok);
        writer.WriteBoolean("error", row.Outcome.HasFlag(Outcome.Error));
        writer.WriteBoolean("throttle", row.Outcome.HasFlag(Outcome.Throttle));
        writer.WriteBoolean("fault", row.Outcome.HasFlag(Outcome.Fault));
        writer.WriteBoolean("inferred", row.IsInferred);
        foreach (string block in Blocks)
        {
            WriteMember(writer, row.Source, block, orEmpty: false);
        }

        foreach (string member in Objects)
        {
            WriteMember(writer, row.Source, member, orEmpty: true);
        }

        writer.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter writer, JsonElement source, string name, bool orEmpty)
    {
        writer.WritePropertyName(name);
        if (source.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object)
        {
            WriteRaw(writer, value);
        }
        else if (orEmpty)
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    // As it was sent: reading a string and writing it again fails for half of a surrogate pair, which a browser takes.
    private static void WriteRaw(Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
}
