using System.Collections.Frozen;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Obs.Logging.Formatting;

/// <summary>The fields that every entry may have, in the order they are written. A property of the same name makes way.</summary>
internal static class Fields
{
    /// <summary>Under which an entry names its request; the framework's own name for it becomes this one.</summary>
    public const string RequestId = "requestId";

    public const string FrameworkRequestId = "RequestId";

    /// <summary>Which part of how many, where an entry needs several, and what its parts have in common.</summary>
    public const string Part = "entryPart";

    public const string Parts = "entryParts";

    public const string PartKey = "entryKey";

    public static readonly byte[] Template = JsonText.EncodeName("template");
    public static readonly byte[] Logger = JsonText.EncodeName("logger");
    public static readonly byte[] EventId = JsonText.EncodeName("eventId");
    public static readonly byte[] TraceId = JsonText.EncodeName("traceId");
    public static readonly byte[] XRayTraceId = JsonText.EncodeName("xrayTraceId");
    public static readonly byte[] SpanId = JsonText.EncodeName("spanId");
    public static readonly byte[] Service = JsonText.EncodeName("service");
    public static readonly byte[] Environment = JsonText.EncodeName("environment");
    public static readonly byte[] Version = JsonText.EncodeName("version");
    public static readonly byte[] ExceptionType = JsonText.EncodeName("exceptionType");
    public static readonly byte[] ExceptionMessage = JsonText.EncodeName("exceptionMessage");
    public static readonly byte[] ExceptionStack = JsonText.EncodeName("exceptionStack");
    public static readonly byte[] Suppressed = JsonText.EncodeName("suppressed");
    public static readonly byte[] Truncated = JsonText.EncodeName("truncated");

    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            "timestamp", "level", "message", "template", "logger", "eventId", "traceId", "xrayTraceId", "spanId", "service", "environment",
            "version", "exceptionType", "exceptionMessage", "exceptionStack", "suppressed", "truncated", Part, Parts, PartKey,
        ]);

    private static readonly byte[][] LevelsThenMessage =
    [
        .. Enum.GetValues<LogLevel>().Order().Select(static level => Encoding.UTF8.GetBytes($",\"level\":\"{level}\",\"message\":")),
    ];

    /// <summary>The member <c>level</c> and the name of the one after it.</summary>
    public static ReadOnlySpan<byte> LevelThenMessage(LogLevel level) =>
        LevelsThenMessage[Math.Clamp((int)level, 0, LevelsThenMessage.Length - 1)];
}
