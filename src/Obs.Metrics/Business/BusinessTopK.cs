using System.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>Counts keys without bound and tells the most frequent: products by views, search terms. Costs one series, not one for each
/// key.</summary>
/// <remarks>
/// The total is a counter like any other, and exact; the ranking stands in the report, with the error of each count. A key that is null or
/// empty, or a count below 1, is rejected and counted. Keys are cut to 255 characters. Never throws, allocates nothing once warm. Thread
/// safety: any thread.
/// </remarks>
public sealed class BusinessTopK
{
    private readonly Counter<long> _counter;
    private readonly TopKRecorder _recorder;
    private readonly CollectionAccount _account;

    internal BusinessTopK(Counter<long> counter, TopKRecorder recorder, CollectionAccount account)
    {
        _counter = counter;
        _recorder = recorder;
        _account = account;
    }

    /// <summary>Counts a key once.</summary>
    public void Add(string? key) => Add(key, 1);

    /// <summary>Counts a key several times.</summary>
    public void Add(string? key, long count)
    {
        if (!_counter.Enabled)
        {
            return;
        }

        if (string.IsNullOrEmpty(key) || count < 1)
        {
            _account.Reject();
            return;
        }

        _counter.Add(count);
        _recorder.Add(key.Length <= Dimensions.MaxValueLength ? key : key[..Dimensions.MaxValueLength], count);
    }
}
