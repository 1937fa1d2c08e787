using System.Text;

namespace Obs.Delivery.Tests.Support;

/// <summary>A receiver that takes one group in a request: the letter that each record begins with.</summary>
internal sealed class GroupingSender : IBatchSender
{
    private readonly Lock _lock = new();
    private readonly List<(char Group, int Records, int Bytes)> _requests = [];
    private readonly List<string> _taken = [];
    private bool _isCalled;

    public bool IsCalled => Volatile.Read(ref _isCalled);

    /// <summary>Run on the sending thread before a batch is taken.</summary>
    public Action OnCall { get; set; } = static () => { };

    public IReadOnlyList<(char Group, int Records, int Bytes)> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

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

    public ReadOnlySpan<byte> GroupOf(ReadOnlySpan<byte> record) => record[..1];

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _isCalled, true);
        OnCall();
        string[] records = [.. Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch[i].Span))];
        lock (_lock)
        {
            _requests.AddRange(records.GroupBy(static record => record[0]).Select(
                static group => (group.Key, group.Count(), group.Sum(static record => record.Length))));
            _taken.AddRange(records);
        }

        return ValueTask.FromResult(SendResult.Delivered);
    }
}
