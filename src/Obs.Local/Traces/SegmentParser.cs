using System.Text.Json;
using System.Text.Unicode;
using Obs.Local.Environments;

namespace Obs.Local.Traces;

/// <summary>Reads what the store indexes out of a segment document, in one pass, and refuses what is not one.</summary>
/// <remarks>Never throws for what a sender can write.</remarks>
internal static class SegmentParser
{
    /// <summary>Objects and arrays inside each other; the documents of the AWS SDKs stay below 30.</summary>
    public const int MaxDepth = 64;

    private const int MaxNameLength = 200; // Of a segment or subsegment, by the X-Ray API.

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>The record, or null and the reason why not.</summary>
    public static SegmentRecord? Parse(ReadOnlySpan<byte> document, out SegmentReject? reject)
    {
        if (!Utf8.IsValid(document))
        {
            reject = SegmentReject.NotJson("not UTF-8");
            return null;
        }

        var reader = new Utf8JsonReader(document, Options);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                reject = SegmentReject.NotJson("the document is not an object");
                return null;
            }

            var entities = new EntityReader();
            Entity root = entities.Read(ref reader, depth: 0);
            if (reader.Read())
            {
                reject = SegmentReject.NotJson("something follows the document");
                return null;
            }

            reject = Check(root);
            return reject is null ? Record(root, entities) : null;
        }
        catch (JsonException exception)
        {
            // The reader refuses the token that would go one deeper, and does not count the one it stands on.
            reject = reader.CurrentDepth >= MaxDepth - 1 ? SegmentReject.TooDeep() : SegmentReject.NotJson(exception.Message);
            return null;
        }
        catch (InvalidOperationException exception)
        {
            // A string with half of a surrogate pair passes the tokenizer and fails when it is read.
            reject = SegmentReject.NotJson(exception.Message);
            return null;
        }
    }

    private static SegmentReject? Check(Entity root)
    {
        SegmentReject? reject =
            root.TraceId is null ? SegmentReject.Missing("trace_id", "MissingTraceId")
            : !TraceId.TryNormalize(root.TraceId, out string traceId) ? SegmentReject.Bad("trace_id", "InvalidTraceId", root.TraceId)
            : root.Id is null ? SegmentReject.Missing("id", "MissingId")
            : !TraceId.IsEntityId(root.Id) ? SegmentReject.Bad("id", "InvalidId", root.Id)
            : root.ParentId is { } parent && !TraceId.IsEntityId(parent) ? SegmentReject.Bad("parent_id", "InvalidParentId", parent)
            : string.IsNullOrWhiteSpace(root.Name) ? SegmentReject.Missing("name", "MissingName")
            : root.Name.Length > MaxNameLength ? SegmentReject.Bad("name", "InvalidName", root.Name)
            : CheckTimes(root);
        return reject is null ? null : reject with { Id = root.Id, TraceId = root.TraceId };
    }

    private static SegmentReject? CheckTimes(Entity root) =>
        root.Start is null ? SegmentReject.Missing("start_time", "MissingStartTime")
        : root.End is null && !root.InProgress ? SegmentReject.Missing("end_time", "MissingEndTime")
        : root.IsSubsegment && root.ParentId is null ? SegmentReject.Missing("parent_id", "MissingParentId")
        : null;

    private static SegmentRecord Record(Entity root, EntityReader entities)
    {
        _ = TraceId.TryNormalize(root.TraceId, out string traceId);
        var record = new SegmentRecord
        {
            TraceId = traceId,
            Id = root.Id!.ToLowerInvariant(),
            ParentId = root.ParentId?.ToLowerInvariant(),
            Name = root.Name!,
            Origin = root.Origin,
            IsSubsegment = root.IsSubsegment,
            Start = root.Start!.Value,
            End = root.InProgress ? null : root.End,
            InProgress = root.InProgress,
            Outcome = root.Outcome,
            Method = root.Method,
            Url = root.Url,
            Route = root.Route,
            Environment = EnvironmentName.Of(root.Environment),
            Status = root.Status,
            Annotations = entities.FormatAnnotations(),
            Terms = entities.Terms,
        };
        record.Calls.AddRange(entities.Calls);
        record.Links.AddRange(entities.Links);
        return record;
    }
}
