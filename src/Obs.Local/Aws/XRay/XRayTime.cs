namespace Obs.Local.Aws.XRay;

/// <summary>Times of the X-Ray API.</summary>
internal static class XRayTime
{
    /// <summary>Seconds since 1970; the end is not included.</summary>
    public static (double From, double To) Range(WireNode input)
    {
        DateTimeOffset from = input.Time("StartTime") ?? throw AwsException.XRayRequest("StartTime is required.");
        DateTimeOffset to = input.Time("EndTime") ?? throw AwsException.XRayRequest("EndTime is required.");
        return from <= to ? (WireTime.ToSeconds(from), WireTime.ToSeconds(to))
            : throw AwsException.XRayRequest("StartTime must not be later than EndTime.");
    }

    public static WireNode? At(double seconds) => WireTime.TryFromSeconds(seconds, out DateTimeOffset time) ? time : null;
}
