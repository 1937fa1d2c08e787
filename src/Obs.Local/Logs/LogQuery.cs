namespace Obs.Local.Logs;

/// <summary>Which log events are wanted; what is null does not restrict. Times in milliseconds since 1970.</summary>
internal sealed class LogQuery
{
    public string? Group { get; init; }

    public IReadOnlyList<string> Streams { get; init; } = [];

    public string? StreamPrefix { get; init; }

    public long? From { get; init; }

    /// <summary>Included.</summary>
    public long? Through { get; init; }

    /// <summary>Texts that must all occur in the message, in this case.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>A text that must occur in the message, in any case.</summary>
    public string? Contains { get; init; }

    public string? Level { get; init; }

    public string? Service { get; init; }

    public string? Environment { get; init; }

    public string? TraceId { get; init; }

    /// <summary>Only events after this time and row.</summary>
    public (long Time, long Row)? After { get; init; }

    /// <summary>Only events before this time and row.</summary>
    public (long Time, long Row)? Before { get; init; }

    public bool NewestFirst { get; init; }

    public required int Limit { get; init; }

    /// <summary>The same, only after a time and row.</summary>
    public LogQuery StartingAfter((long Time, long Row) after) => new()
    {
        Group = Group,
        Streams = Streams,
        StreamPrefix = StreamPrefix,
        From = From,
        Through = Through,
        Terms = Terms,
        Limit = Limit,
        After = after,
    };
}
