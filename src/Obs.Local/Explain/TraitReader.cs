using System.Globalization;
using System.Text.Json;
using Obs.Local.Traces;

namespace Obs.Local.Explain;

/// <summary>Reads what a trace has that another may not have.</summary>
internal sealed class TraitReader
{
    private const int MaxTraits = 500; // Of one trace.
    private const int MaxValueLength = 200;

    public HashSet<Trait> Traits { get; } = [];

    public Dictionary<string, double> Numbers { get; } = new(StringComparer.Ordinal);

    public static TraitReader Read(TraceTree tree)
    {
        var reader = new TraitReader();
        TraceRow? entry = tree.Rows.FirstOrDefault(static row => row.IsSegment);
        foreach (TraceRow row in tree.Rows)
        {
            reader.ReadRow(row, row == entry);
        }

        return reader;
    }

    private void ReadRow(TraceRow row, bool isEntry)
    {
        ReadAnnotations(row.Source);
        if (row.IsCall)
        {
            Add(TraitKind.Dependency, "", row.Name);
        }

        if (row.IsSegment)
        {
            ReadSegment(row);
        }

        if (isEntry)
        {
            ReadEntry(row);
        }

        ReadExceptions(row);
    }

    private void ReadSegment(TraceRow row)
    {
        JsonElement? aws = JsonMembers.Object(row.Source, "aws");
        JsonElement? ec2 = JsonMembers.Object(aws, "ec2");
        Add(TraitKind.Service, "", row.Name);
        Add(TraitKind.Version, row.Name, Text(JsonMembers.Object(row.Source, "service"), "version"));
        Add(TraitKind.Host, row.Name, Text(JsonMembers.Object(aws, "ecs"), "container"));
        Add(TraitKind.Host, row.Name, Text(ec2, "instance_id"));
        Add(TraitKind.Zone, row.Name, Text(ec2, "availability_zone"));
        Add(
            TraitKind.Environment,
            row.Name,
            Text(JsonMembers.Object(JsonMembers.Object(row.Source, "metadata"), "service"), "environment"));
    }

    private void ReadEntry(TraceRow row)
    {
        JsonElement? http = JsonMembers.Object(row.Source, "http");
        Add(TraitKind.Operation, "", StepName.Operation(row));
        Add(TraitKind.User, "", JsonMembers.Text(row.Source, "user"));
        Add(TraitKind.Outcome, "", row.Outcome == Outcome.Ok ? "ok"
            : row.Outcome.HasFlag(Outcome.Fault) ? "fault" : row.Outcome.HasFlag(Outcome.Throttle) ? "throttle" : "error");
        if (JsonMembers.Object(http, "response") is { } response && JsonMembers.Number(response, "status") is { } status)
        {
            Add(TraitKind.Status, "", status.ToString(CultureInfo.InvariantCulture));
        }

        if (JsonMembers.Object(http, "request") is { } request && Uri.TryCreate(
            JsonMembers.Text(request, "url"), UriKind.Absolute, out Uri? url))
        {
            Add(TraitKind.Host, "", url.Authority);
        }
    }

    private void ReadAnnotations(JsonElement source)
    {
        if (JsonMembers.Object(source, "annotations") is not { } annotations)
        {
            return;
        }

        foreach (JsonProperty annotation in annotations.EnumerateObject())
        {
            switch (annotation.Value.ValueKind)
            {
                case JsonValueKind.String:
                    Add(TraitKind.Annotation, annotation.Name, JsonMembers.Text(annotations, annotation.Name));
                    break;
                case JsonValueKind.True or JsonValueKind.False:
                    Add(TraitKind.Annotation, annotation.Name, annotation.Value.GetRawText());
                    break;
                case JsonValueKind.Number when JsonMembers.Number(annotations, annotation.Name) is { } number:
                    Add(TraitKind.Annotation, annotation.Name, number.ToString(CultureInfo.InvariantCulture));
                    Numbers.TryAdd(annotation.Name, number);
                    break;
            }
        }
    }

    private void ReadExceptions(TraceRow row)
    {
        if (JsonMembers.Object(row.Source, "cause") is { } cause && cause.TryGetProperty("exceptions", out JsonElement exceptions)
            && exceptions.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement exception in exceptions.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object))
            {
                Add(TraitKind.Exception, row.Service, JsonMembers.Text(exception, "type"));
            }
        }
    }

    private void Add(TraitKind kind, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && Traits.Count < MaxTraits)
        {
            Traits.Add(new Trait(kind, name, TextShape.Cut(value, MaxValueLength)));
        }
    }

    private static string? Text(JsonElement? json, string member) => json is { } found ? JsonMembers.Text(found, member) : null;
}
