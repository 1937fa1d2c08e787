using Microsoft.Extensions.Logging;

namespace Obs.Logging.Tests.Support;

/// <summary>A logger of somebody else: asks of a state what such loggers ask.</summary>
internal sealed class RecordingLogger : ILogger
{
    public string? Message { get; private set; }

    public EventId EventId { get; private set; }

    public IReadOnlyList<KeyValuePair<string, object?>> State { get; private set; } = [];

    public IReadOnlyList<KeyValuePair<string, object?>> Enumerated { get; private set; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var list = (IReadOnlyList<KeyValuePair<string, object?>>)state!;
        Message = formatter(state, exception);
        EventId = eventId;
        State = [.. Enumerable.Range(0, list.Count).Select(i => list[i])];
        Enumerated = [.. list];
    }
}
