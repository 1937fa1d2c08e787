using Obs.Local.Ingest;
using Obs.Local.Logs;
using Obs.Local.Metrics;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Runs;

/// <summary>Takes the run of an exported file in, counted like everything else that is received.</summary>
internal sealed class RunImport(
    Database database, StoreWriter writer, ResourceStore resources, RunStore runs, IngestAccounts accounts, TimeProvider time)
{
    /// <returns>The run as it is named here.</returns>
    /// <param name="file">A file that <see cref="RunExport"/> wrote.</param>
    /// <param name="name">The name to give it; null for its own.</param>
    /// <param name="cancellationToken">Gives up; what has been taken in stays.</param>
    /// <exception cref="InvalidOperationException">The file holds no run, or there is no place for it here.</exception>
    /// <exception cref="StoreUnavailableException">There is no room, or the store fails.</exception>
    public async Task<Run> RunAsync(string file, string? name, CancellationToken cancellationToken)
    {
        using Database source = Open(file);
        Run found = RunFile.Read(source);
        Run run = found with { Name = name ?? found.Name, KeptFrom = time.GetUtcNow().ToUnixTimeMilliseconds() };
        if (!new RunReader(database, run.From, run.To).IsEmpty())
        {
            throw new InvalidOperationException(
                "This store holds telemetry of the same time, which would be mixed with the run's; import it into another store, or compare the files.");
        }

        if (!await runs.AddAsync(run, cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"There is a run \"{run.Name}\" already; give this one another name.");
        }

        try
        {
            await CopyAsync(new RunReader(source, run.From, run.To), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (RunFile.IsDamage(exception))
        {
            throw new InvalidOperationException(
                $"The file is damaged; what was read before that has been taken in: {exception.Message}", exception);
        }

        return run;
    }

    /// <summary>The file has a place here that whoever sent it did not choose and need not know.</summary>
    private static Database Open(string file)
    {
        try
        {
            return Database.OpenReadOnly(file);
        }
        catch (StoreFileException exception)
        {
            throw new InvalidOperationException($"The file is no run: it {exception.Problem}", exception);
        }
    }

    private async Task CopyAsync(RunReader reader, CancellationToken cancellationToken)
    {
        foreach (List<byte[]> page in reader.Segments())
        {
            List<(SegmentRecord, byte[])> segments = [.. page.Select(static document => (SegmentParser.Parse(document, out _), document))
                .Where(static item => item.Item1 is not null).Select(static item => (item.Item1!, item.document))];
            await StoreAsync(new SegmentWork(segments, accounts), cancellationToken).ConfigureAwait(false);
        }

        foreach (List<MetricDatum> page in reader.Data())
        {
            await StoreAsync(new MetricWork(page, accounts), cancellationToken).ConfigureAwait(false);
        }

        foreach (IGrouping<(string Group, string Stream), LogEntry> stream in reader.Logs()
            .SelectMany(static page => page.GroupBy(static item => (item.Group, item.Stream), static item => item.Entry)))
        {
            await resources.RunAsync(
                new ResourceWork(session => session.Logs.AddGroup(stream.Key.Group, session.Received)
                    | session.Logs.AddStream(stream.Key.Group, stream.Key.Stream, session.Received)),
                cancellationToken).ConfigureAwait(false);
            List<LogEntry> entries = [.. stream.OrderBy(static entry => entry.Time)];
            await StoreAsync(new LogWork(stream.Key.Group, stream.Key.Stream, entries, accounts), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task StoreAsync(AwaitedWork work, CancellationToken cancellationToken)
    {
        writer.Enqueue(work);
        if (await work.Done.WaitAsync(cancellationToken).ConfigureAwait(false) is { } dropped)
        {
            throw new StoreUnavailableException(dropped);
        }
    }
}
