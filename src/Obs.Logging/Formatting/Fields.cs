using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Obs.Logging.Formatting;

/// <summary>The fields that every entry may have, in the order they are written. A property of the same name makes way.</summary>
internal static class Fields
{
    public static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    public static readonly JsonEncodedText Level = JsonEncodedText.Encode("level");
    public static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    public static readonly JsonEncodedText Template = JsonEncodedText.Encode("template");
    public static readonly JsonEncodedText Logger = JsonEncodedText.Encode("logger");
    public static readonly JsonEncodedText EventId = JsonEncodedText.Encode("eventId");
    public static readonly JsonEncodedText TraceId = JsonEncodedText.Encode("traceId");
    public static readonly JsonEncodedText XRayTraceId = JsonEncodedText.Encode("xrayTraceId");
    public static readonly JsonEncodedText SpanId = JsonEncodedText.Encode("spanId");
    public static readonly JsonEncodedText Service = JsonEncodedText.Encode("service");
    public static readonly JsonEncodedText Environment = JsonEncodedText.Encode("environment");
    public static readonly JsonEncodedText Version = JsonEncodedText.Encode("version");
    public static readonly JsonEncodedText ExceptionType = JsonEncodedText.Encode("exceptionType");
    public static readonly JsonEncodedText ExceptionMessage = JsonEncodedText.Encode("exceptionMessage");
    public static readonly JsonEncodedText ExceptionStack = JsonEncodedText.Encode("exceptionStack");
    public static readonly JsonEncodedText Truncated = JsonEncodedText.Encode("truncated");

    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            Timestamp.Value, Level.Value, Message.Value, Template.Value, Logger.Value, EventId.Value, TraceId.Value, XRayTraceId.Value,
            SpanId.Value, Service.Value, Environment.Value, Version.Value, ExceptionType.Value, ExceptionMessage.Value,
            ExceptionStack.Value, Truncated.Value,
        ]);

    private static readonly JsonEncodedText[] Levels =
        [.. Enum.GetValues<LogLevel>().Order().Select(static level => JsonEncodedText.Encode(level.ToString()))];

    public static JsonEncodedText NameOf(LogLevel level) => Levels[Math.Clamp((int)level, 0, Levels.Length - 1)];
}
