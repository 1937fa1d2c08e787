using Obs.Insights;

namespace Obs.Local.Logs;

/// <summary>One Insights query while it runs and after.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class QueryJob(
    InsightsQuery query, IReadOnlyList<string> groups, DateTimeOffset created) : IProgress<InsightsStatistics>, IDisposable
{
    private readonly CancellationTokenSource _stopped = new();
    private volatile InsightsStatistics? _progress;
    private volatile InsightsResult? _result;
    private int _status;

    public string Id { get; } = Guid.NewGuid().ToString();

    public InsightsQuery Query { get; } = query;

    public IReadOnlyList<string> Groups { get; } = groups;

    public DateTimeOffset Created { get; } = created;

    public QueryStatus Status => (QueryStatus)Volatile.Read(ref _status);

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure { get; private set; }

    public InsightsResult? Result => _result;

    public InsightsStatistics? Statistics => _result?.Statistics ?? _progress;

    /// <summary>Ends when the query is stopped.</summary>
    public CancellationToken Stopped => _stopped.Token;

    public void Report(InsightsStatistics value) => _progress = value;

    public void Complete(InsightsResult result)
    {
        _result = result;
        End(QueryStatus.Complete);
    }

    public void Fail(QueryStatus status, string reason)
    {
        Failure = reason;
        End(status);
    }

    /// <summary>False when it has ended.</summary>
    public bool TryCancel()
    {
        bool cancelled = End(QueryStatus.Cancelled);
        if (cancelled)
        {
            _stopped.Cancel();
        }

        return cancelled;
    }

    public void Dispose() => _stopped.Dispose();

    private bool End(QueryStatus status) =>
        Interlocked.CompareExchange(ref _status, (int)status, (int)QueryStatus.Running) == (int)QueryStatus.Running;
}
