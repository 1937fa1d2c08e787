using System.Diagnostics;
using Obs.Secrets;
using Obs.Tracing.Sql;

namespace Obs.Tracing;

/// <summary>Writes segments and subsegments as X-Ray documents, in the order of fields that the X-Ray SDK uses.</summary>
/// <remarks>Not thread-safe; takes no memory once its buffer has grown, except for the stack of an exception.</remarks>
internal sealed class SegmentWriter
{
    private const string GrpcClientSource = "Grpc.Net.Client";

    private readonly ExceptionIds _exceptions = new();
    private TracingSettings _settings = null!;
    private ServiceIdentity _identity = null!;
    private DocumentDetail _detail = DocumentDetail.Full;

    public JsonBuffer Json { get; } = new();

    public void Begin(TracingSettings settings)
    {
        _settings = settings;
        _identity = settings.Identity;
    }

    /// <summary>Writes a whole segment; in AWS Lambda, which writes the segment itself, the request or the work as a subsegment of
    /// it.</summary>
    /// <param name="work">The segment and what belongs to it.</param>
    /// <param name="detail">How much of it to write.</param>
    public void WriteSegment(SegmentWork work, DocumentDetail detail)
    {
        Activity root = work.Root!;
        if (work.Start is { IsInvocation: true, HasRequest: false })
        {
            WriteIndependent(work, new TraceEntry { Activity = root, Exception = work.RootException }, detail);
            return;
        }

        Start(detail);
        ServerExchange exchange = work.Exchange;
        SegmentTags tags = SegmentTags.Of(root);
        int status = exchange.Response.Status;

        WriteTraceId(work.TraceId);
        WriteIdAndTimes(root);
        WriteParent(root.ParentSpanId);
        SegmentNames.WriteSegment(Json, root, exchange.HasRequest ? _identity.Name : null);
        WriteChildren(work, root);
        WriteAws(work.Start);
        WriteMiddle(root, tags, status, work.RootException, new SegmentFacts(exchange.Response.Route, _identity.Environment));
        WriteRequest(exchange, status);
        WriteEnd(work.Start, root, tags);
        Json.EndObject();
    }

    /// <summary>Writes a finished subsegment as a document of its own.</summary>
    /// <param name="work">What it belongs to.</param>
    /// <param name="entry">The subsegment.</param>
    /// <param name="detail">How much of it to write.</param>
    public void WriteIndependent(SegmentWork work, in TraceEntry entry, DocumentDetail detail)
    {
        Start(detail);
        WriteTraceId(work.TraceId);
        WriteSubsegment(work, entry, isIndependent: true);
        Json.EndObject();
    }

    /// <summary>Writes that a segment has begun: what is certain of it while it may still change.</summary>
    public void WriteSegmentInProgress(SegmentWork work, Activity root, ServerExchange exchange, DocumentDetail detail)
    {
        if (work.Start is { IsInvocation: true, HasRequest: false })
        {
            WriteSubsegmentInProgress(work, new TraceEntry { Activity = root }, detail);
            return;
        }

        Start(detail);
        SegmentTags tags = SegmentTags.Of(root);
        WriteTraceId(work.TraceId);
        WriteIdAndStart(root);
        WriteParent(root.ParentSpanId);
        SegmentNames.WriteSegment(Json, root, exchange.HasRequest ? _identity.Name : null);
        WriteAws(work.Start);
        WriteAnnotations(root, tags);
        WriteRequest(exchange, status: 0);
        WriteEnd(work.Start, root, tags);
        Json.EndObject();
    }

    /// <summary>Writes that a subsegment has begun: what is certain of it while it may still change.</summary>
    public void WriteSubsegmentInProgress(SegmentWork work, in TraceEntry entry, DocumentDetail detail)
    {
        Start(detail);
        Activity activity = entry.Activity;
        SegmentTags tags = SegmentTags.Of(activity);
        WriteTraceId(work.TraceId);
        WriteIdAndStart(activity);
        WriteParent(entry.ParentId);
        SegmentNames.WriteSubsegment(Json, activity, tags);
        WriteAnnotations(activity, tags);
        WriteKind(activity, tags, isIndependent: true);
        Json.EndObject();
    }

    private void Start(DocumentDetail detail)
    {
        _detail = detail;
        _exceptions.Clear();
        Json.Clear();
        Json.StartObject();
    }

    private void WriteSubsegment(SegmentWork work, in TraceEntry entry, bool isIndependent)
    {
        Activity activity = entry.Activity;
        SegmentTags tags = SegmentTags.Of(activity);
        WriteIdAndTimes(activity);
        if (isIndependent)
        {
            WriteParent(entry.ParentId);
        }

        SegmentNames.WriteSubsegment(Json, activity, tags);
        WriteChildren(work, activity);
        if (tags.IsAws)
        {
            AwsBlock.Write(Json, activity, tags, _detail);
        }

        WriteMiddle(activity, tags, tags.Status, entry.Exception, default);
        if (tags.IsSql)
        {
            SqlBlock.Write(Json, tags, activity.Source.Name == SqlCommandTracing.ActivitySourceName, _detail);
        }
        else if (tags.Method is not null || (tags.IsAws && tags.Status > 0))
        {
            HttpBlock.WriteClient(Json, tags, _detail, _settings.RecordQueryValues);
        }

        WriteKind(activity, tags, isIndependent);
    }

    private void WriteKind(Activity activity, in SegmentTags tags, bool isIndependent)
    {
        WriteText("type"u8, isIndependent ? "subsegment" : null);

        // Of a gRPC call it is the HTTP request inside it that goes to another service: two would be two calls on the map.
        bool isRemote = tags.IsSql || (activity.Kind == ActivityKind.Client && activity.Source.Name != GrpcClientSource);
        WriteText("namespace"u8, tags.IsAws ? "aws" : isRemote ? "remote" : null);
        if (tags.Precursors > 0)
        {
            PrecursorBlock.Write(Json, activity);
        }
    }

    private void WriteChildren(SegmentWork work, Activity parent)
    {
        bool any = false;
        foreach (ref readonly TraceEntry entry in work.Entries)
        {
            if (entry.IsDetached || !ReferenceEquals(entry.Parent, parent))
            {
                continue;
            }

            if (!any)
            {
                Json.StartArray("subsegments"u8);
                any = true;
            }

            Json.StartObject();
            WriteSubsegment(work, entry, isIndependent: false);
            Json.EndObject();
        }

        if (any)
        {
            Json.EndArray();
        }
    }

    private void WriteMiddle(Activity activity, in SegmentTags tags, long status, Exception? exception, in SegmentFacts facts)
    {
        Outcome.Of(activity, tags, status, exception).Write(Json);
        if (exception is not null)
        {
            CauseBlock.Write(Json, exception, _exceptions, _settings.RecordSqlMessages, _detail);
        }
        else
        {
            CauseBlock.TryWriteEvent(Json, activity, withholdsMessage: tags.IsSql && !_settings.RecordSqlMessages, _detail);
        }

        WriteAnnotations(activity, tags);
        int links = LinkBlock.Write(Json, activity, _detail);
        if (tags.HasMetadata || _detail.IsCut || facts.HasAny || tags.Annotations > XRayLimits.Annotations || links > _detail.Links)
        {
            MetadataBlock.Write(Json, activity, facts, tags.Annotations, links, _detail);
        }
    }

    private void WriteAnnotations(Activity activity, in SegmentTags tags)
    {
        if (tags.Annotations > 0)
        {
            AnnotationBlock.Write(Json, activity, tags.Annotations, _detail);
        }
    }

    private void WriteRequest(ServerExchange exchange, int status)
    {
        if (exchange.Request.Method is not null)
        {
            HttpBlock.WriteServer(Json, exchange, status, _detail, _settings.RecordQueryValues);
        }
    }

    private void WriteAws(SegmentStart start)
    {
        if (!start.IsInvocation)
        {
            Json.Name("aws"u8);
            _identity.WriteAws(Json, start.Rule);
        }
    }

    // Where it runs is said by the segment, and inside Lambda that is not ours.
    private void WriteEnd(SegmentStart start, Activity root, in SegmentTags tags)
    {
        if (start.IsInvocation)
        {
            WriteKind(root, tags, isIndependent: true);
            return;
        }

        WriteText("origin"u8, _identity.Origin);
        Json.Name("service"u8);
        Json.Raw(_identity.Service);
        WriteText("user"u8, tags.UserId is { } user ? SecretText.Masked(user) : null);
    }

    private void WriteTraceId(ActivityTraceId traceId)
    {
        Json.Name("trace_id"u8);
        Json.TraceId(traceId);
    }

    private void WriteIdAndStart(Activity activity)
    {
        WriteId(activity);
        Json.Name("in_progress"u8);
        Json.Value(true);
    }

    private void WriteId(Activity activity)
    {
        Json.Name("id"u8);
        Json.Value(activity.SpanId.ToHexString());
        Json.Name("start_time"u8);
        Json.EpochSeconds(activity.StartTimeUtc);
    }

    private void WriteIdAndTimes(Activity activity)
    {
        WriteId(activity);
        Json.Name("end_time"u8);
        Json.EpochSeconds(activity.StartTimeUtc + activity.Duration);
    }

    private void WriteParent(ActivitySpanId parent)
    {
        if (parent != default && parent.ToNumber() != TraceParent.NoParent)
        {
            Json.Name("parent_id"u8);
            Json.Value(parent.ToHexString());
        }
    }

    private void WriteText(ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Json.Name(name);
            Json.Value(value, XRayLimits.String);
        }
    }
}
