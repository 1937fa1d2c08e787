using Microsoft.Extensions.Logging;
using Obs.Logging.Formatting;

namespace Obs.Logging;

/// <summary>Logs entries that are types of their own.</summary>
public static class LogEntryExtensions
{
    /// <summary>Logs an entry. Costs a branch while its level is off, and no memory if the entry is a struct.</summary>
    /// <typeparam name="TEntry">The type of the entry, best a readonly struct.</typeparam>
    /// <param name="logger">The logger.</param>
    /// <param name="entry">The entry.</param>
    /// <exception cref="ArgumentNullException"><paramref name="logger"/> is null.</exception>
    public static void LogEntry<TEntry>(this ILogger logger, TEntry entry)
        where TEntry : ILogEntry => logger.LogEntry(entry, null);

    /// <summary>Logs an entry with the exception behind it.</summary>
    /// <typeparam name="TEntry">The type of the entry, best a readonly struct.</typeparam>
    /// <param name="logger">The logger.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="exception">The exception.</param>
    /// <exception cref="ArgumentNullException"><paramref name="logger"/> is null.</exception>
    public static void LogEntry<TEntry>(this ILogger logger, TEntry entry, Exception? exception)
        where TEntry : ILogEntry
    {
        ArgumentNullException.ThrowIfNull(logger);

        if (logger.IsEnabled(TEntry.Level))
        {
            logger.Log(
                TEntry.Level, TEntry.EventId, new EntryState<TEntry>(entry), exception, EntryStateWriter<TEntry>.Formatter);
        }
    }
}
