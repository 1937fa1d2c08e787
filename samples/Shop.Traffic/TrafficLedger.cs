using System.Collections.Concurrent;

namespace Shop.Traffic;

/// <summary>
/// Counts every request by operation and by how it ended. Thread safety: any member, any thread; the totals are exact once no request
/// is under way.
/// </summary>
public sealed class TrafficLedger
{
    /// <summary>Stands for the status of a request that got no answer.</summary>
    public const int NoAnswer = 0;

    private readonly ConcurrentDictionary<string, long> _sent = new();
    private readonly ConcurrentDictionary<(string Operation, int Status), long> _ended = new();

    /// <summary>Requests sent.</summary>
    public long Sent => _sent.Values.Sum();

    /// <summary>Requests that ended, with an answer or without one.</summary>
    public long Ended => _ended.Values.Sum();

    /// <summary>Requests sent, by operation.</summary>
    public IReadOnlyDictionary<string, long> SentByOperation => _sent.ToDictionary();

    public void Send(string operation) => _sent.AddOrUpdate(operation, 1, static (_, count) => count + 1);

    public void End(string operation, int status) => _ended.AddOrUpdate((operation, status), 1, static (_, count) => count + 1);

    /// <summary>Requests that ended with a status from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public long CountOf(int from, int to) =>
        _ended.Where(entry => entry.Key.Status >= from && entry.Key.Status <= to).Sum(static entry => entry.Value);

    /// <summary>Requests of one operation that ended with one status.</summary>
    public long CountOf(string operation, int status) => _ended.GetValueOrDefault((operation, status));
}
