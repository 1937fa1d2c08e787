using System.Text;

namespace Obs.Delivery.Tests.Support;

/// <summary>A receiver that keeps what it takes and decides about each batch by a rule.</summary>
internal sealed class CollectingSender(Func<IReadOnlyList<string>, SendResult> rule) : IBatchSender
{
    private readonly Lock _lock = new();
    private readonly List<string> _taken = [];
    private int _calls;

    public CollectingSender()
        : this(static _ => SendResult.Delivered)
    {
    }

    public int Calls => Volatile.Read(ref _calls);

    public List<int> BatchSizes { get; } = [];

    public IReadOnlyList<string> Taken
    {
        get
        {
            lock (_lock)
            {
                return [.. _taken];
            }
        }
    }

    /// <summary>Run on the sending thread before the rule, for a test that wants to hold it up.</summary>
    public Action OnCall { get; set; } = static () => { };

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        OnCall();
        string[] records = [.. Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch[i].Span))];
        SendResult result = rule(records);
        lock (_lock)
        {
            BatchSizes.Add(records.Length);
            _taken.AddRange(Accepted(records, result));
        }

        return ValueTask.FromResult(result);
    }

    private static IEnumerable<string> Accepted(string[] records, SendResult result) => result.Outcome switch
    {
        Sending.SendOutcome.Delivered => records,
        Sending.SendOutcome.Partial => records.Where((_, i) => result.Failures.All(failure => failure.Index != i)),
        _ => [],
    };
}
