using System.Diagnostics;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>Writes the <c>cause</c> block: an exception with its inner ones and the frames of their stacks.</summary>
internal static class CauseBlock
{
    private const string Event = "exception";

    // What the X-Ray SDK takes for another service's: by name, because nothing here knows that SDK's packages.
    private const string AwsServiceException = "Amazon.Runtime.AmazonServiceException";

    private static readonly string WorkingDirectory = Environment.CurrentDirectory;

    public static void Write(JsonBuffer json, Exception exception, ExceptionIds ids, bool keepsSqlMessages, DocumentDetail detail)
    {
        json.Name("cause"u8);
        if (ids.TryGet(exception, out ulong known))
        {
            WriteId(json, known);
            return;
        }

        Start(json);
        ulong id = ids.Add(exception);
        int skipped = 0;
        Exception? current = exception;
        for (int count = 1; current is not null; count++)
        {
            Exception? inner = count < detail.Exceptions ? current.InnerException : null;
            int skips = inner is not null && count + 1 == detail.Exceptions ? FindInnermost(ref inner) : 0;
            ulong innerId = 0;
            bool isKnown = inner is not null && ids.TryGet(inner, out innerId);
            innerId = isKnown || inner is null ? innerId : ids.Add(inner);
            string message = keepsSqlMessages ? ExceptionMessage.Of(current) : ExceptionMessage.WithoutData(current);
            WriteException(json, current, message, (id, innerId, skipped), detail);
            (current, id, skipped) = (isKnown ? null : inner, innerId, skips);
        }

        End(json);
    }

    /// <summary>Writes the exception that someone else recorded as an event of the activity, by the OpenTelemetry conventions.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool TryWriteEvent(JsonBuffer json, Activity activity, bool withholdsMessage, DocumentDetail detail)
    {
        foreach (ref readonly ActivityEvent recorded in activity.EnumerateEvents())
        {
            if (recorded.Name == Event)
            {
                json.Name("cause"u8);
                Start(json);
                WriteEvent(json, recorded, withholdsMessage, detail);
                End(json);
                return true;
            }
        }

        return false;
    }

    private static void Start(JsonBuffer json)
    {
        json.StartObject();
        json.Name("working_directory"u8);
        json.Value(WorkingDirectory, XRayLimits.String);
        json.StartArray("exceptions"u8);
    }

    private static void End(JsonBuffer json)
    {
        json.EndArray();
        json.EndObject();
    }

    private static void WriteEvent(JsonBuffer json, in ActivityEvent recorded, bool withholdsMessage, DocumentDetail detail)
    {
        string? type = null;
        string? message = null;
        foreach (ref readonly KeyValuePair<string, object?> tag in recorded.EnumerateTagObjects())
        {
            type = tag.Key == "exception.type" ? tag.Value as string : type;
            message = tag.Key == "exception.message" ? tag.Value as string : message;
        }

        message = withholdsMessage ? ExceptionMessage.Withheld : message;
        WriteHead(
            json,
            (ulong)Random.Shared.NextInt64(1, long.MaxValue),
            message,
            type.AsSpan(type.AsSpan().LastIndexOf('.') + 1),
            isRemote: false,
            detail);
        json.EndObject();
    }

    // What began it all says more than what stands in the middle of a long chain.
    private static int FindInnermost(ref Exception inner)
    {
        int skipped = 0;
        while (inner.InnerException is { } next && skipped < XRayLimits.SkippedExceptions)
        {
            inner = next;
            skipped++;
        }

        return skipped;
    }

    private static void WriteException(
        JsonBuffer json, Exception exception, string message, (ulong Own, ulong Cause, int Skipped) ids, DocumentDetail detail)
    {
        WriteHead(json, ids.Own, message, exception.GetType().Name, IsRemote(exception), detail);
        WriteStack(json, exception, detail.Frames);
        if (ids.Skipped > 0)
        {
            json.Name("skipped"u8);
            json.Value((long)ids.Skipped);
        }

        if (ids.Cause != 0)
        {
            json.Name("cause"u8);
            WriteId(json, ids.Cause);
        }

        json.EndObject();
    }

    private static bool IsRemote(Exception exception)
    {
        Type? type = exception.GetType();
        while (type is not null && type.FullName != AwsServiceException)
        {
            type = type.BaseType;
        }

        return type is not null;
    }

    private static void WriteHead(
        JsonBuffer json, ulong id, string? message, ReadOnlySpan<char> type, bool isRemote, DocumentDetail detail)
    {
        json.StartObject();
        json.Name("id"u8);
        WriteId(json, id);
        json.Name("message"u8);
        json.Value(message is null ? message : SecretText.Masked(message), detail.Text);
        json.Name("type"u8);
        json.Value(type, XRayLimits.String);
        json.Name("remote"u8);
        json.Value(isRemote);
    }

    private static void WriteStack(JsonBuffer json, Exception exception, int frames)
    {
        var trace = new StackTrace(exception, fNeedFileInfo: true);
        json.StartArray("stack"u8);
        for (int i = 0; i < Math.Min(trace.FrameCount, frames); i++)
        {
            WriteFrame(json, trace.GetFrame(i)!);
        }

        json.EndArray();
        if (trace.FrameCount > frames)
        {
            json.Name("truncated"u8);
            json.Value((long)(trace.FrameCount - frames));
        }
    }

    private static void WriteFrame(JsonBuffer json, StackFrame frame)
    {
        DiagnosticMethodInfo? method = DiagnosticMethodInfo.Create(frame);
        json.StartObject();
        json.Name("path"u8);
        if (frame.GetFileName() is { } path)
        {
            json.Value(path, XRayLimits.String);
        }
        else
        {
            json.Null();
        }

        json.Name("line"u8);
        json.Value((long)frame.GetFileLineNumber());
        json.Name("label"u8);
        json.StartString();
        json.Text(method?.DeclaringTypeName, XRayLimits.String);
        json.Text(method?.DeclaringTypeName is null ? "" : ".");
        json.Text(method?.Name, XRayLimits.String);
        json.EndString();
        json.EndObject();
    }

    private static void WriteId(JsonBuffer json, ulong id)
    {
        Span<char> text = stackalloc char[16];
        id.TryFormat(text, out _, "x16", null);
        json.Value(text);
    }
}
