namespace Obs.Insights.Scanning;

/// <summary>The fields that lines written by this family of packages may carry, whatever the application logs. A sample of a quiet hour has
/// no exception in it, and no field of one.</summary>
internal static class ServiceFields
{
    public static readonly IReadOnlyList<(string Name, bool IsNumeric)> All =
    [
        ("timestamp", false), ("level", false), ("message", false), ("template", false), ("logger", false), ("eventId", true),
        ("traceId", false), ("xrayTraceId", false), ("spanId", false), ("requestId", false),
        ("service", false), ("environment", false), ("version", false),
        ("exceptionType", false), ("exceptionMessage", false), ("exceptionStack", false),
        ("suppressed", true), ("truncated", true), ("entryPart", true), ("entryParts", true), ("entryKey", false), ("scope", false),

        // The access log.
        ("method", false), ("path", false), ("route", false), ("status", true), ("durationMs", true), ("bytes", true),
        ("requestBytes", true), ("clientIp", false), ("userAgent", false),
    ];
}
