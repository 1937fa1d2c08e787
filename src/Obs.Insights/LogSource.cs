using Obs.Insights.Sources;

namespace Obs.Insights;

/// <summary>Where a query reads its events. A source made of a path or a sequence can be read by any number of queries, one of a stream
/// once.</summary>
public abstract class LogSource
{
    private protected LogSource()
    {
    }

    /// <summary>Files of one JSON event per line, plain or gzip, as a service writes them. The time of an event is its member
    /// <c>timestamp</c> (ISO 8601 or milliseconds since 1970), its log stream the name of its file.</summary>
    /// <param name="paths">The files, in the order in which they are read.</param>
    public static LogSource FromFiles(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new LineFilesSource(paths);
    }

    /// <summary>Lines from a stream, for example standard input; otherwise as <see cref="FromFiles"/>.</summary>
    /// <param name="stream">The lines, plain or gzip. The query disposes of it.</param>
    public static LogSource FromLines(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new LineStreamSource(stream);
    }

    /// <summary>Recorded events: a JSON array, or one object after the other, of
    /// <c>{timestamp (ms), message, logStream?, log?, ingestionTime?}</c>.</summary>
    /// <param name="stream">The JSON text, plain or gzip. The query disposes of it.</param>
    public static LogSource FromRecordedEvents(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new EventSequenceSource(RecordedEvents.ReadAsync(stream), stream);
    }

    /// <summary>Events in memory.</summary>
    /// <param name="events">The events, enumerated once per query, never by two threads at a time.</param>
    public static LogSource FromEvents(IEnumerable<LogEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return new EventSequenceSource(ToAsync(events), stream: null);
    }

    /// <summary>Events from wherever they are kept.</summary>
    /// <param name="events">The events, enumerated once per query, never by two threads at a time.</param>
    public static LogSource FromEvents(IAsyncEnumerable<LogEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return new EventSequenceSource(events, stream: null);
    }

    /// <summary>Events in blocks, which are read by the threads that work on them, several at a time.</summary>
    /// <param name="blocks">What reads each block, in the order of the events, up to 2^28 of them in each. They are taken one after the
    /// other and called by any thread, each once per query.</param>
    public static LogSource FromBlocks(IEnumerable<Func<IEnumerable<LogEvent>>> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return new EventBlocksSource(blocks);
    }

    internal abstract LogReader Open();

    private static async IAsyncEnumerable<LogEvent> ToAsync(IEnumerable<LogEvent> events)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (LogEvent item in events)
        {
            yield return item;
        }
    }
}
