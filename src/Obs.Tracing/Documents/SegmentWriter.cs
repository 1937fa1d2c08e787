using System.Diagnostics;
using Obs.Tracing.Sql;

namespace Obs.Tracing;

/// <summary>Writes segments and subsegments as X-Ray documents, in the order of fields that the X-Ray SDK uses.</summary>
/// <remarks>Not thread-safe; takes no memory once its buffer has grown, except for the stack of an exception.</remarks>
internal sealed class SegmentWriter
{
    private const string HttpClientSource = "System.Net.Http";

    private readonly ExceptionIds _exceptions = new();
    private ServiceIdentity _identity = null!;
    private bool _keepQueryValues;
    private DocumentDetail _detail = DocumentDetail.Full;

    public JsonBuffer Json { get; } = new();

    public void Begin(ServiceIdentity identity, bool keepQueryValues)
    {
        _identity = identity;
        _keepQueryValues = keepQueryValues;
    }

    /// <summary>Writes a whole segment.</summary>
    /// <param name="work">The segment and what belongs to it.</param>
    /// <param name="detail">How much of it to write.</param>
    public void WriteSegment(SegmentWork work, DocumentDetail detail)
    {
        Start(detail);
        Activity root = work.Root!;
        ServerExchange exchange = work.Exchange;
        SegmentTags tags = SegmentTags.Of(root);
        int status = exchange.Response.Status;

        WriteTraceId(work.TraceId);
        WriteIdAndTimes(root);
        WriteParent(root.ParentSpanId);
        Json.Name("name"u8);
        XRayText.WriteName(Json, exchange.HasRequest ? _identity.Name : root.DisplayName);
        WriteChildren(work, root);
        Json.Name("aws"u8);
        _identity.WriteAws(Json, work.Rule);
        WriteMiddle(root, tags, status, work.RootException, new SegmentFacts(exchange.Response.Route, _identity.Environment));
        if (exchange.Request.Method is not null)
        {
            HttpBlock.WriteServer(Json, exchange, status, detail, _keepQueryValues);
        }

        WriteEnd(tags);
        Json.EndObject();
    }

    /// <summary>Writes a finished subsegment as a document of its own.</summary>
    /// <param name="work">What it belongs to.</param>
    /// <param name="index">Its place in the work.</param>
    /// <param name="detail">How much of it to write.</param>
    public void WriteIndependent(SegmentWork work, int index, DocumentDetail detail)
    {
        Start(detail);
        WriteTraceId(work.TraceId);
        WriteSubsegment(work, work.Entries[index], isIndependent: true);
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

        Json.Name("name"u8);
        WriteSubsegmentName(activity, tags);
        WriteChildren(work, activity);
        if (tags.IsAws)
        {
            AwsBlock.Write(Json, tags);
        }

        WriteMiddle(activity, tags, tags.Status, entry.Exception, default);
        if (tags.IsSql)
        {
            SqlBlock.Write(Json, tags, activity.Source.Name == SqlCommandTracing.ActivitySourceName, _detail);
        }
        else if (tags.Method is not null || (tags.IsAws && tags.Status > 0))
        {
            HttpBlock.WriteClient(Json, tags, _detail, _keepQueryValues);
        }

        WriteText("type"u8, isIndependent ? "subsegment" : null);
        WriteText("namespace"u8, tags.IsAws ? "aws" : tags.IsSql || activity.Kind == ActivityKind.Client ? "remote" : null);
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
            CauseBlock.Write(Json, exception, _exceptions, _detail);
        }
        else
        {
            CauseBlock.TryWriteEvent(Json, activity, _detail);
        }

        if (tags.Annotations > 0)
        {
            AnnotationBlock.Write(Json, activity, _detail.Annotation);
        }

        if (tags.HasMetadata || _detail.IsCut || facts.HasAny || tags.Annotations > XRayLimits.Annotations)
        {
            MetadataBlock.Write(Json, activity, facts, tags.Annotations, _detail);
        }
    }

    private void WriteEnd(in SegmentTags tags)
    {
        WriteText("origin"u8, _identity.Origin);
        Json.Name("service"u8);
        Json.Raw(_identity.Service);
        WriteText("user"u8, tags.UserId);
    }

    private void WriteSubsegmentName(Activity activity, in SegmentTags tags)
    {
        if (tags.IsSql)
        {
            SqlBlock.WriteName(Json, tags);
        }
        else
        {
            bool isHttp = activity.Source.Name == HttpClientSource && tags.Host is not null;
            XRayText.WriteName(Json, isHttp ? tags.Host : tags.IsAws && tags.RpcService is not null ? tags.RpcService : activity.DisplayName);
        }
    }

    private void WriteTraceId(ActivityTraceId traceId)
    {
        ReadOnlySpan<char> hex = traceId.ToHexString();
        Json.Name("trace_id"u8);
        Json.StartString();
        Json.Text("1-");
        Json.Text(hex[..8]);
        Json.Text("-");
        Json.Text(hex[8..]);
        Json.EndString();
    }

    private void WriteIdAndTimes(Activity activity)
    {
        Json.Name("id"u8);
        Json.Value(activity.SpanId.ToHexString());
        Json.Name("start_time"u8);
        Json.EpochSeconds(activity.StartTimeUtc);
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
