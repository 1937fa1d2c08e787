using System.Collections.Concurrent;
using Obs.Insights;

namespace Obs.Local.Logs;

/// <summary>Runs Insights queries over the stored events and keeps the newest ones' results.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class QueryJobs(LogQueries logs, TimeProvider time)
{
    private const int MaxKept = 100;
    private const int MaxRunning = 30; // At once, as the service.
    private const long MaxStateBytes = 128L << 20;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    private readonly ConcurrentQueue<QueryJob> _jobs = new();

    /// <summary>The newest first.</summary>
    public IEnumerable<QueryJob> All() => _jobs.Reverse();

    public QueryJob? Find(string id) => _jobs.FirstOrDefault(job => job.Id == id);

    /// <exception cref="QueryLimitException">Too many are running.</exception>
    public QueryJob Start(InsightsQuery query, IReadOnlyList<string> groups, DateTimeOffset from, DateTimeOffset through, int maxRows)
    {
        if (_jobs.Count(static job => job.Status == QueryStatus.Running) >= MaxRunning)
        {
            throw new QueryLimitException($"{MaxRunning} queries are running; wait for one or stop one.");
        }

        var job = new QueryJob(query, groups, time.GetUtcNow());
        _jobs.Enqueue(job);
        while (_jobs.Count > MaxKept && _jobs.TryDequeue(out QueryJob? oldest))
        {
            oldest.TryCancel();
            oldest.Dispose();
        }

        CancellationToken stopped = job.Stopped;
        _ = Task.Run(() => RunAsync(job, from, through, maxRows, stopped), CancellationToken.None);
        return job;
    }

    /// <summary>Runs a query to its end for a caller that waits.</summary>
    /// <exception cref="InsightsLimitException">The query met a bound.</exception>
    public Task<InsightsResult> RunAsync(
        InsightsQuery query, IReadOnlyList<string> groups, DateTimeOffset from, DateTimeOffset through, int maxRows,
        CancellationToken cancellationToken) =>
        InsightsEngine.RunAsync(
            query, LogSource.FromBlocks(logs.Scan(groups, from, through).Blocks()), Options(from, through, maxRows), cancellationToken);

    private async Task RunAsync(QueryJob job, DateTimeOffset from, DateTimeOffset through, int maxRows, CancellationToken stopped)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopped);
        try
        {
            InsightsOptions options = Options(from, through, maxRows);
            options.Progress = job;
            job.Complete(await InsightsEngine.RunAsync(
                job.Query, LogSource.FromBlocks(logs.Scan(job.Groups, from, through).Blocks()), options, either.Token)
                .ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            job.Fail(deadline.IsCancellationRequested ? QueryStatus.Timeout : QueryStatus.Cancelled, "stopped");
        }
        catch (Exception exception)
        {
            // Nobody awaits this task: whatever ended the query is the query's status.
            LocalEventSource.Log.RequestFailed(exception.ToString());
            job.Fail(QueryStatus.Failed, exception.Message);
        }
    }

    private InsightsOptions Options(DateTimeOffset from, DateTimeOffset through, int maxRows) => new()
    {
        Start = from,
        End = through,
        MaxRows = maxRows,
        MaxStateBytes = MaxStateBytes,
        Time = time,
    };
}
