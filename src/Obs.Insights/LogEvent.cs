using System.Text;

namespace Obs.Insights;

/// <summary>One log event to query. Immutable; the message's bytes must not change while a query runs.</summary>
public sealed class LogEvent
{
    /// <summary>Makes an event of text.</summary>
    /// <param name="timestamp">When it happened; milliseconds count.</param>
    /// <param name="message">The event's text, JSON or not.</param>
    public LogEvent(DateTimeOffset timestamp, string message)
        : this(timestamp, Encoding.UTF8.GetBytes(message))
    {
    }

    /// <summary>Makes an event of UTF-8 text, without copying it.</summary>
    /// <param name="timestamp">When it happened; milliseconds count.</param>
    /// <param name="message">The event's text as UTF-8, JSON or not.</param>
    public LogEvent(DateTimeOffset timestamp, ReadOnlyMemory<byte> message)
    {
        Timestamp = timestamp;
        Message = message;
    }

    /// <summary>When it happened: <c>@timestamp</c>.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The event's text as UTF-8: <c>@message</c>.</summary>
    public ReadOnlyMemory<byte> Message { get; }

    /// <summary>When it was received: <c>@ingestionTime</c>.</summary>
    public DateTimeOffset? IngestionTime { get; init; }

    /// <summary>The log stream: <c>@logStream</c>.</summary>
    public string? LogStream { get; init; }

    /// <summary>The account and the log group, <c>account-id:log-group-name</c>: <c>@log</c>.</summary>
    public string? Log { get; init; }

    /// <summary>What finds the event again in its source: <c>@ptr</c>, which rows that are events carry.</summary>
    public string? Reference { get; init; }
}
