using System.Text.Json;

namespace Obs.Local.Traces;

/// <summary>A segment or subsegment in its place in a trace.</summary>
internal sealed class TraceRow(JsonElement source, bool isSegment)
{
    /// <summary>The object of the document it was read from.</summary>
    public JsonElement Source { get; } = source;

    public bool IsSegment { get; } = isSegment;

    public string Id { get; } = JsonMembers.Text(source, "id")?.ToLowerInvariant() ?? "";

    public string Name { get; } = JsonMembers.Text(source, "name") ?? "";

    /// <summary>What the document says; <see cref="Parent"/> is what was found.</summary>
    public string? DeclaredParent { get; } = JsonMembers.Text(source, "parent_id")?.ToLowerInvariant();

    public double Start { get; } = JsonMembers.Number(source, "start_time") ?? 0;

    public double? End { get; } = JsonMembers.Flag(source, "in_progress") ? null : JsonMembers.Number(source, "end_time");

    public Outcome Outcome { get; } =
        (JsonMembers.Flag(source, "error") ? Outcome.Error : 0)
        | (JsonMembers.Flag(source, "throttle") ? Outcome.Throttle : 0)
        | (JsonMembers.Flag(source, "fault") ? Outcome.Fault : 0);

    public string? Namespace { get; } = JsonMembers.Text(source, "namespace");

    public bool HasSql { get; } = source.TryGetProperty("sql", out JsonElement sql) && sql.ValueKind == JsonValueKind.Object;

    public List<TraceRow> Children { get; } = [];

    public TraceRow? Parent { get; set; }

    public int Depth { get; set; }

    /// <summary>The service that did this work.</summary>
    public string Service { get; set; } = "";

    public bool IsCall => !IsSegment && Namespace is "remote" or "aws";

    /// <summary>A call whose callee sent no segment: the callee is known from this alone.</summary>
    public bool IsInferred => IsCall && !Children.Exists(static child => child.IsSegment);

    public string Kind => IsSegment ? "server" : HasSql ? "sql" : Namespace switch { "aws" => "aws", "remote" => "http", _ => "local" };
}
