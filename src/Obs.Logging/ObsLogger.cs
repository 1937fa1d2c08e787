using System.Text.Json;
using Microsoft.Extensions.Logging;
using Obs.Logging.Formatting;

namespace Obs.Logging;

/// <summary>Turns each entry of one category into a line and hands it to the queue.</summary>
internal sealed class ObsLogger(string category, EntryShape shape, ObsLoggerProvider provider, TimeProvider time) : ILogger
{
    private readonly JsonEncodedText _category = EntryShape.Encode(category);

    public bool IsEnabled(LogLevel logLevel) => provider.Queue is not null && logLevel != LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => provider.Scopes?.Push(state);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (provider.Queue is not { } queue || logLevel == LogLevel.None)
        {
            return;
        }

        EntryFormatter entry = EntryFormatter.Rent();
        try
        {
            entry.Begin(shape, time.GetUtcNow(), logLevel);
            entry.WriteMessage(state, exception, formatter);
            entry.WriteOrigin(_category, eventId.Id);
            entry.WriteException(exception);
            entry.WriteProperties();
            entry.WriteScopes(provider.Scopes);
            queue.TryEnqueue(entry.End());
        }
        catch (Exception failure)
        {
            // Every value in an entry is the application's, and so is the code that renders it. None may fail its caller.
            queue.Drop("invalid");
            LoggingEventSource.Log.EntryNotFormatted(category, failure);
        }
        finally
        {
            EntryFormatter.Return(entry);
        }
    }
}
