using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Obs.Logging.Buffering;
using Obs.Logging.Formatting;

namespace Obs.Logging;

/// <summary>Turns each entry of one category into a line and hands it to the queue.</summary>
internal sealed class ObsLogger(string category, ObsLoggerProvider provider, TimeProvider time) : ILogger
{
    private readonly byte[] _category =
    [
        .. Fields.Logger,
        .. EntryShape.Encode(provider.Settings.Shape.Redaction.TryMask(category, out string? masked) ? masked : category),
    ];

    private CategoryRules? _rules;

    public bool IsEnabled(LogLevel logLevel) => provider.Queue is not null && logLevel != LogLevel.None
        && (logLevel > provider.Settings.HeldLevel || provider.Buffer.Current is not null);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => provider.Scopes?.Push(state);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (provider.Queue is not { } queue || logLevel == LogLevel.None)
        {
            return;
        }

        LoggingSettings settings = provider.Settings;
        LogBufferScope? holder = logLevel > settings.HeldLevel ? null : provider.Buffer.Current;
        if (holder is null && logLevel <= settings.HeldLevel)
        {
            return;
        }

        EntryFormatter entry = EntryFormatter.Rent();
        try
        {
            Activity? activity = Activity.Current;
            StateWriter<TState>? writer = formatter.Target as StateWriter<TState>;
            int count = 0;
            IReadOnlyList<KeyValuePair<string, object?>>? properties = null;
            string? template = writer?.Template;
            if (writer is null)
            {
                properties = state as IReadOnlyList<KeyValuePair<string, object?>>;
                template = EntryProperties.TemplateOf(properties, out count);
            }

            long suppressed = 0;
            if (holder is null && settings.LimitsEntries
                && RulesOf(settings).Refuse(logLevel, template ?? category, activity, out suppressed) is { } reason)
            {
                queue.Drop(reason);
                return;
            }

            entry.Begin(settings.Shape, time.GetUtcNow(), logLevel);
            if (writer is null)
            {
                entry.ReadState(properties, count, template);
            }
            else
            {
                entry.ReadState(writer, state);
            }

            entry.WriteMessage(state, template, exception, formatter);
            entry.WriteOrigin(template, _category, eventId.Id, activity);
            entry.WriteSuppressed(suppressed);
            entry.WriteException(exception);
            entry.WriteProperties();
            entry.WriteScopes(provider.Scopes);
            Hand(entry.End(), logLevel, holder, queue);
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

    private static void Hand(ReadOnlySpan<byte> entry, LogLevel logLevel, LogBufferScope? holder, EntryQueue queue)
    {
        if (holder is not null)
        {
            holder.Add(entry);
        }
        else if (logLevel >= LogLevel.Error)
        {
            queue.AddUrgent(entry);
        }
        else
        {
            queue.Add(entry);
        }
    }

    private CategoryRules RulesOf(LoggingSettings settings)
    {
        CategoryRules? rules = Volatile.Read(ref _rules);
        if (rules is null || rules.Settings != settings)
        {
            rules = new CategoryRules(category, settings);
            Volatile.Write(ref _rules, rules);
        }

        return rules;
    }
}
