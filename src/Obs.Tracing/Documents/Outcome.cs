using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Error (4xx), throttle (429, which is an error too) and fault (5xx or an exception) of one segment or subsegment.</summary>
internal readonly struct Outcome
{
    private Outcome(bool fault, bool error, bool throttle)
    {
        IsFault = fault;
        IsError = error;
        IsThrottle = throttle;
    }

    public bool IsFault { get; }

    public bool IsError { get; }

    public bool IsThrottle { get; }

    public static Outcome Of(Activity activity, in SegmentTags tags, long status, Exception? exception)
    {
        if (tags.GrpcStatus is > 0)
        {
            return OfGrpc(tags);
        }

        // A status code says more than whoever marked the work before it was known, and than the platform's "Error", which stands for
        // every code from 400 on. Else the last mark counts.
        bool isClients = status is >= 400 and < 500;
        bool isServers = status is >= 500 and < 600;
        bool isThrottle = tags.IsThrottle || status == 429;
        bool isUnknown = status == 0 && tags.GrpcStatus is null && tags.IsError != true && !tags.IsThrottle;
        bool isFault = tags.IsFault ?? (exception is not null || (isUnknown && activity.Status == ActivityStatusCode.Error));
        return new Outcome(
            fault: isServers || (!isClients && isFault), error: isClients || (!isServers && (tags.IsError ?? isThrottle)), isThrottle);
    }

    public void Write(JsonBuffer json)
    {
        WriteFlag(json, "fault"u8, IsFault);
        WriteFlag(json, "error"u8, IsError);
        WriteFlag(json, "throttle"u8, IsThrottle);
    }

    // gRPC answers 200 whatever happens and says the rest at the end: https://grpc.io/docs/guides/status-codes/. What the client can mend
    // is an error, what the server has to is a fault.
    private static Outcome OfGrpc(in SegmentTags tags)
    {
        const long ResourceExhausted = 8;
        bool isThrottle = tags.IsThrottle || tags.GrpcStatus == ResourceExhausted;
        bool isError = tags.GrpcStatus is 1 or 3 or 5 or 6 or 7 or 9 or 10 or 11 or 16;
        return new Outcome(
            tags.IsFault == true || (!isError && !isThrottle), tags.IsError == true || isError || isThrottle, isThrottle);
    }

    private static void WriteFlag(JsonBuffer json, ReadOnlySpan<byte> name, bool value)
    {
        if (value)
        {
            json.Name(name);
            json.Value(true);
        }
    }
}
