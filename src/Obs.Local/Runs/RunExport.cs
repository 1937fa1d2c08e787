using Obs.Local.Logs;
using Obs.Local.Metrics;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Runs;

/// <summary>Writes a run into a file of its own: a store like any other, which can be opened, compared and imported.</summary>
internal static class RunExport
{
    public static void Write(Database from, Run run, string file, long now)
    {
        using Database target = Database.Open(file);
        var reader = new RunReader(from, run.From, run.To);
        target.Write(connection =>
        {
            using var session = new StoreSession(connection);
            session.Begin(now);
            Copy(reader, session);
            session.Resources.Put(ResourceKind.Run, run.Name, RunStore.BodyOf(run), ResourcePut.Create, now);
            session.Commit();
            // One file, whole, that can be read from where nothing can be written.
            Schema.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE");
        });
    }

    private static void Copy(RunReader reader, StoreSession session)
    {
        foreach (byte[] document in reader.Segments().SelectMany(static page => page))
        {
            if (SegmentParser.Parse(document, out _) is { } segment)
            {
                session.Segments.Write(segment, document, session.Received);
            }
        }

        foreach (MetricDatum datum in reader.Data().SelectMany(static page => page))
        {
            session.Data.Write(datum, session.Received);
        }

        foreach (List<(string Group, string Stream, LogEntry Entry)> page in reader.Logs())
        {
            foreach (IGrouping<(string Group, string Stream), LogEntry> stream in page.GroupBy(
                static item => (item.Group, item.Stream), static item => item.Entry))
            {
                session.Logs.AddGroup(stream.Key.Group, session.Received);
                session.Logs.AddStream(stream.Key.Group, stream.Key.Stream, session.Received);
                session.Logs.Write(
                    session.Logs.FindStream(stream.Key.Group, stream.Key.Stream)!.Value,
                    [.. stream.OrderBy(static entry => entry.Time)],
                    session.Received);
            }
        }
    }
}
