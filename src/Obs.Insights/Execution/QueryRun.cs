using System.Text.RegularExpressions;
using Obs.Insights.Binding;
using Obs.Insights.Sources;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>One run of a plan: the first segment on several threads over the source, the others over the rows it left.</summary>
internal sealed class QueryRun
{
    private readonly QueryPlan _plan;
    private readonly LogSource _source;
    private readonly InsightsOptions _options;
    private readonly RunContext _context;
    private readonly long _startSeconds;
    private readonly RunProgress _progress;

    public QueryRun(QueryPlan plan, LogSource source, InsightsOptions options)
    {
        _plan = plan;
        _source = source;
        _options = options;
        _context = new RunContext(new MemoryBudget(options.MaxStateBytes), options.MaxRows);
        _startSeconds = options.Time.GetUtcNow().ToUnixTimeSeconds();
        _progress = new RunProgress(options.Progress);
    }

    public async Task<InsightsResult> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            List<StoredRow> rows = await ScanAsync(cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < _plan.Segments.Count; i++)
            {
                rows = i == 0 ? rows : Continue(_plan.Segments[i], rows);
                _plan.Segments[i].Transform?.Invoke(rows, _context);
            }

            return new(rows.ConvertAll(Print), _progress.Statistics);
        }
        catch (RegexMatchTimeoutException exception)
        {
            throw new InsightsLimitException("A regular expression took too long on one event.", exception);
        }
    }

    private async Task<List<StoredRow>> ScanAsync(CancellationToken cancellationToken)
    {
        LogReader reader = _source.Open();
        await using (reader.ConfigureAwait(false))
        {
            using var feed = new LogFeed(reader);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            // On threads of their own: on those of the pool they would leave none to whoever else has something to do.
            Task<Collector>[] workers = [.. Enumerable.Range(0, _options.Parallelism).Select(_ => Task.Factory.StartNew(
                () => WorkAsync(feed, reader.TakesTimeFromLine, stop), CancellationToken.None, TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap())];
            Collector[] parts = await WhenAllOrFirstFailure(workers).ConfigureAwait(false);
            foreach (Collector part in parts.Skip(1))
            {
                parts[0].Merge(part);
            }

            _progress.SetMatched(parts[0].Count);
            return parts[0].Complete();
        }
    }

    // When one worker fails the others are told to stop, and then report only that; the failure is the one to show.
    private static async Task<Collector[]> WhenAllOrFirstFailure(Task<Collector>[] workers)
    {
        try
        {
            return await Task.WhenAll(workers).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (workers.FirstOrDefault(static w => w.IsFaulted) is { } failed)
        {
            return [await failed.ConfigureAwait(false)];
        }
    }

    private async Task<Collector> WorkAsync(LogFeed feed, bool takesTimeFromLine, CancellationTokenSource stop)
    {
        try
        {
            PlanSegment segment = _plan.Segments[0];
            Collector collector = segment.CreateCollector!(_context, segment.LiveSlots);
            var worker = new ScanWorker(_plan, _options, _startSeconds, segment.CreateChain(collector), takesTimeFromLine);
            var batch = new LogBatch();
            while (!collector.IsFull && await feed.ReadAsync(batch, stop.Token).ConfigureAwait(false))
            {
                worker.Process(batch);
                _progress.Add(worker, collector.Count, batch.Fraction);
            }

            return collector;
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private List<StoredRow> Continue(PlanSegment segment, List<StoredRow> rows)
    {
        Collector collector = segment.CreateCollector!(_context, segment.LiveSlots);
        RowStage chain = segment.CreateChain(collector);
        var row = new Row(_plan, _startSeconds, members: null);
        for (int i = 0; i < rows.Count && !collector.IsFull; i++)
        {
            row.BeginEvent(i);
            rows[i].CopyTo(row);
            chain.Process(row);
        }

        return collector.Complete();
    }

    private InsightsRow Print(StoredRow row)
    {
        var fields = new List<ResultField>(_plan.Columns.Count);
        foreach (OutputColumn column in _plan.Columns)
        {
            FieldValue value = row.Values[column.Slot];
            if (!value.IsMissing)
            {
                fields.Add(new(column.Name, value.ToText()));
            }
        }

        return new InsightsRow([.. fields]);
    }
}
