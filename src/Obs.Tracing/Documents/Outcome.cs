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
        // A status code says more than the platform's "Error", which stands for every code from 400 on.
        bool unknown = status == 0 && !tags.IsError && !tags.IsThrottle;
        bool fault = tags.IsFault || status >= 500 || (status < 400 && exception is not null)
            || (unknown && activity.Status == ActivityStatusCode.Error);
        bool throttle = tags.IsThrottle || status == 429;
        return new Outcome(fault, tags.IsError || throttle || status is >= 400 and < 500, throttle);
    }

    public void Write(JsonBuffer json)
    {
        WriteFlag(json, "fault"u8, IsFault);
        WriteFlag(json, "error"u8, IsError);
        WriteFlag(json, "throttle"u8, IsThrottle);
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
