namespace Obs.Local.Logs;

/// <summary>One log event, with what its JSON says about itself when it is JSON.</summary>
internal sealed class LogEntry
{
    /// <summary>Milliseconds since 1970.</summary>
    public required long Time { get; init; }

    /// <summary>The event as it was sent.</summary>
    public required string Message { get; init; }

    public string? Level { get; init; }

    public string? Service { get; init; }

    public string? Environment { get; init; }

    public string? Logger { get; init; }

    /// <summary>The text meant for people, out of the JSON; null when the message is plain text itself.</summary>
    public string? Text { get; init; }

    /// <summary>In X-Ray's form.</summary>
    public string? TraceId { get; init; }

    public string? SpanId { get; init; }
}
