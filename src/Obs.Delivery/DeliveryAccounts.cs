using System.Diagnostics.Metrics;
using Obs.Delivery.Accounts;

namespace Obs.Delivery;

/// <summary>The accounts of every queue of a process, to be read at any time and published as the meter <c>Obs.Self</c>.</summary>
/// <remarks>
/// The instruments are <c>obs.self.accepted</c>, <c>obs.self.delivered</c>, <c>obs.self.dropped</c> (by <c>reason</c>),
/// <c>obs.self.buffered</c> and <c>obs.self.buffered_bytes</c>, each by <c>signal</c>. Queues of one signal are added up, stopped ones
/// included. Thread safety: every member may be called from any thread.
/// </remarks>
public sealed class DeliveryAccounts : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Obs.Self";

    private readonly Lock _lock = new();
    private readonly List<QueueCounters> _queues = [];
    private readonly Meter _meter = new(MeterName);

    /// <summary>An empty registry. Queues add themselves.</summary>
    public DeliveryAccounts()
    {
        _meter.CreateObservableCounter(
            "obs.self.accepted", () => Measure(static a => a.Accepted), "{record}", "Records handed to a queue.");
        _meter.CreateObservableCounter(
            "obs.self.delivered", () => Measure(static a => a.Delivered), "{record}", "Records a receiver has taken.");
        _meter.CreateObservableCounter(
            "obs.self.dropped", MeasureDropped, "{record}", "Records lost, by reason.");
        _meter.CreateObservableUpDownCounter(
            "obs.self.buffered", () => Measure(static a => a.Buffered), "{record}", "Records waiting or being sent.");
        _meter.CreateObservableUpDownCounter(
            "obs.self.buffered_bytes", () => Measure(static a => a.BufferedBytes), "By", "Bytes waiting or being sent.");
    }

    /// <summary>One account for each signal, in the order the signals first appeared.</summary>
    public IReadOnlyList<DeliveryAccount> Read()
    {
        QueueCounters[] queues;
        lock (_lock)
        {
            queues = [.. _queues];
        }

        return [.. queues.Select(static queue => queue.Read()).GroupBy(static account => account.Signal).Select(Sum)];
    }

    /// <summary>Stops publishing the instruments; <see cref="Read"/> goes on working.</summary>
    public void Dispose() => _meter.Dispose();

    internal void Add(QueueCounters queue)
    {
        lock (_lock)
        {
            _queues.Add(queue);
        }
    }

    private static DeliveryAccount Sum(IGrouping<string, DeliveryAccount> accounts)
    {
        DeliveryAccount[] all = [.. accounts];
        return all.Length == 1
            ? all[0]
            : new DeliveryAccount(
                accounts.Key,
                all.Sum(static a => a.Accepted),
                all.Sum(static a => a.Delivered),
                all.Sum(static a => a.Buffered),
                all.Sum(static a => a.BufferedBytes),
                all.SelectMany(static a => a.Dropped).GroupBy(static d => d.Key, StringComparer.Ordinal)
                    .ToDictionary(static d => d.Key, static d => d.Sum(static one => one.Value), StringComparer.Ordinal));
    }

    private static KeyValuePair<string, object?> Tag(DeliveryAccount account) => new("signal", account.Signal);

    private IEnumerable<Measurement<long>> Measure(Func<DeliveryAccount, long> value) =>
        Read().Select(account => new Measurement<long>(value(account), Tag(account)));

    private IEnumerable<Measurement<long>> MeasureDropped() =>
        from account in Read()
        from dropped in account.Dropped
        select new Measurement<long>(dropped.Value, Tag(account), new KeyValuePair<string, object?>("reason", dropped.Key));
}
