namespace Obs.Local.Logs;

/// <summary>A log event in the store; times in milliseconds since 1970.</summary>
internal sealed class LogEventRow
{
    public required long Row { get; init; }

    public required long Received { get; init; }

    public required string Group { get; init; }

    public required string Stream { get; init; }

    public required long Time { get; init; }

    public required string Message { get; init; }

    public string? Level { get; init; }

    public string? Service { get; init; }

    public string? Logger { get; init; }

    public string? Text { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }
}
