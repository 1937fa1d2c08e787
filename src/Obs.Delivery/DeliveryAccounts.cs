using System.Diagnostics.Metrics;
using Obs.Delivery.Accounts;
using Obs.Delivery.Stopping;

namespace Obs.Delivery;

/// <summary>The accounts of every queue of a process, to be read at any time and published as the meter <c>Obs.Self</c>.</summary>
/// <remarks>
/// The instruments are <c>obs.self.accepted</c>, <c>obs.self.delivered</c>, <c>obs.self.dropped</c> (by <c>reason</c>),
/// <c>obs.self.buffered</c> and <c>obs.self.buffered_bytes</c>; where a spool is on also <c>obs.self.spooled</c>,
/// <c>obs.self.spooled_bytes</c>, <c>obs.self.replayed</c> and <c>obs.self.spool_refusals</c>. Each is told apart by <c>signal</c>. Queues
/// of one signal are added up, stopped ones included. Thread safety: every member may be called from any thread.
/// </remarks>
public sealed class DeliveryAccounts : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Obs.Self";

    private readonly Lock _lock = new();
    private readonly List<QueueCounters> _counters = [];
    private readonly List<DeliveryQueue> _queues = [];
    private readonly ProcessEnd? _end;
    private readonly StopBudget _stopBudget = new();
    private readonly TimeProvider _time = TimeProvider.System;
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
        _meter.CreateObservableUpDownCounter(
            "obs.self.spooled", () => MeasureSpools(static a => a.Spooled), "{record}", "Records waiting in the spool.");
        _meter.CreateObservableUpDownCounter(
            "obs.self.spooled_bytes", () => MeasureSpools(static a => a.SpooledBytes), "By", "Bytes the spool takes on the disk.");
        _meter.CreateObservableCounter(
            "obs.self.replayed", () => MeasureSpools(static a => a.Replayed), "{record}", "Records an earlier process left in the spool.");
        _meter.CreateObservableCounter(
            "obs.self.spool_refusals", () =>
                MeasureSpools(static a => a.SpoolRefusals), "{refusal}", "Times the disk refused or was full.");
    }

    /// <summary>The accounts of the whole process, whose end they see to. A container disposes of them after the queues, which are made
    /// later: their last words know how those ended.</summary>
    internal DeliveryAccounts(bool reportsLosses, TextWriter error, TimeProvider time)
        : this()
    {
        _time = time;
        _end = new ProcessEnd(this, reportsLosses, error);
    }

    /// <summary>The queues that have not stopped.</summary>
    internal IReadOnlyList<DeliveryQueue> Queues
    {
        get
        {
            lock (_lock)
            {
                return [.. _queues];
            }
        }
    }

    /// <summary>One account for each signal, in the order the signals first appeared.</summary>
    public IReadOnlyList<DeliveryAccount> Read()
    {
        QueueCounters[] counters;
        lock (_lock)
        {
            counters = [.. _counters];
        }

        return [.. counters.Select(static queue => queue.Read()).GroupBy(static account => account.Signal).Select(Sum)];
    }

    /// <summary>Stops publishing the instruments; <see cref="Read"/> goes on working.</summary>
    public void Dispose()
    {
        _meter.Dispose();
        _end?.Dispose();
    }

    internal void LeaveSignalsToHost() => _end?.LeaveSignalsToHost();

    /// <summary>The process is about to end: from now on runs the time of the queues.</summary>
    internal void AnnounceEnd() => _stopBudget.Announce(_time);

    internal void Add(DeliveryQueue queue, QueueCounters counters)
    {
        lock (_lock)
        {
            _counters.Add(counters);
            _queues.Add(queue);
        }
    }

    /// <summary>Forgets a queue that has stopped, but not its account.</summary>
    internal void Remove(DeliveryQueue queue)
    {
        lock (_lock)
        {
            _queues.Remove(queue);
        }
    }

    /// <summary>The time a queue has to stop. Where it is the first to, the others begin to send what they have.</summary>
    internal TimeSpan TimeToStop(TimeSpan wanted, TimeProvider time)
    {
        TimeSpan given = _stopBudget.Take(wanted, time, out bool isFirst);
        if (isFirst)
        {
            foreach (DeliveryQueue queue in Queues)
            {
                queue.Secure(static () => { });
            }
        }

        return given;
    }

    private static DeliveryAccount Sum(IGrouping<string, DeliveryAccount> accounts)
    {
        DeliveryAccount[] all = [.. accounts];
        return all.Length == 1
            ? all[0]
            : new DeliveryAccount
            {
                Signal = accounts.Key,
                Accepted = all.Sum(static a => a.Accepted),
                Delivered = all.Sum(static a => a.Delivered),
                Buffered = all.Sum(static a => a.Buffered),
                BufferedBytes = all.Sum(static a => a.BufferedBytes),
                Dropped = all.SelectMany(static a => a.Dropped).GroupBy(static d => d.Key, StringComparer.Ordinal)
                    .ToDictionary(static d => d.Key, static d => d.Sum(static one => one.Value), StringComparer.Ordinal),
                HasSpool = Array.Exists(all, static a => a.HasSpool),
                Spooled = all.Sum(static a => a.Spooled),
                SpooledBytes = all.Sum(static a => a.SpooledBytes),
                Replayed = all.Sum(static a => a.Replayed),
                SpoolRefusals = all.Sum(static a => a.SpoolRefusals),
            };
    }

    private static KeyValuePair<string, object?> Tag(DeliveryAccount account) => new("signal", account.Signal);

    private IEnumerable<Measurement<long>> Measure(Func<DeliveryAccount, long> value) =>
        Read().Select(account => new Measurement<long>(value(account), Tag(account)));

    private IEnumerable<Measurement<long>> MeasureSpools(Func<DeliveryAccount, long> value) =>
        Read().Where(static account => account.HasSpool).Select(account => new Measurement<long>(value(account), Tag(account)));

    private IEnumerable<Measurement<long>> MeasureDropped() =>
        from account in Read()
        from dropped in account.Dropped
        select new Measurement<long>(dropped.Value, Tag(account), new KeyValuePair<string, object?>("reason", dropped.Key));
}
