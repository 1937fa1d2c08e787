using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>Listens to the meters of the process and keeps what they measure until the interval is closed.</summary>
/// <remarks>Thread safety: measurements from any thread; <see cref="Start"/> and <see cref="TakeInterval"/> from one at a time.</remarks>
internal sealed class MeterCollector : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly List<InstrumentRecorder> _recorders = [];
    private readonly InstrumentSelector _selector;
    private readonly CollectionContext _context;

    public MeterCollector(IOptions<MetricsOptions> options, IMeterFactory factory, CollectionAccount account)
    {
        _selector = new InstrumentSelector(options.Value, factory);
        _context = new CollectionContext(options.Value, account);
        Account = account;
        _listener.InstrumentPublished = OnPublished;
        _listener.MeasurementsCompleted = static (_, state) => (state as InstrumentRecorder)?.Exit();
        _listener.SetMeasurementEventCallback<double>(static (i, value, tags, state) => Take(i, value, tags, state));
        _listener.SetMeasurementEventCallback<long>(static (i, value, tags, state) => Take(i, value, tags, state));
        _listener.SetMeasurementEventCallback<int>(static (i, value, tags, state) => Take(i, value, tags, state));
        _listener.SetMeasurementEventCallback<short>(static (i, value, tags, state) => Take(i, value, tags, state));
        _listener.SetMeasurementEventCallback<byte>(static (i, value, tags, state) => Take(i, value, tags, state));
        _listener.SetMeasurementEventCallback<float>(static (i, value, tags, state) => Take(i, value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>(static (i, value, tags, state) => Take(i, (double)value, tags, state));
    }

    public CollectionAccount Account { get; }

    public SeriesBudget Budget => _context.Budget;

    /// <summary>Begins to listen. What observable counters had counted before is not measured.</summary>
    public void Start()
    {
        _listener.Start();
        _context.IsBaseline = true;
        Observe();
        _context.IsBaseline = false;
    }

    /// <summary>Closes the interval: one entry for each series that measured something.</summary>
    public List<MetricSeries> TakeInterval(DateTimeOffset end)
    {
        Observe();
        return TakeRecorded(end);
    }

    /// <summary>Stops listening and closes the last interval, so that nothing can come after it.</summary>
    public List<MetricSeries> Stop(DateTimeOffset end)
    {
        Observe();
        _listener.Dispose();
        return TakeRecorded(end);
    }

    public void Dispose() => _listener.Dispose();

    private List<MetricSeries> TakeRecorded(DateTimeOffset end)
    {
        InstrumentRecorder[] recorders;
        lock (_lock)
        {
            recorders = [.. _recorders];
        }

        var series = new List<MetricSeries>();
        long countBytes = 0;
        foreach (InstrumentRecorder recorder in recorders)
        {
            // Read before the interval is taken: what completes after it gets another one.
            bool wasCompleted = recorder.IsCompleted;
            countBytes += recorder.TakeInterval(end, series);
            if (wasCompleted)
            {
                Remove(recorder);
            }
        }

        _context.Budget.Measure(countBytes);
        return series;
    }

    private static void Take(
        Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (state is not InstrumentRecorder recorder)
        {
            return;
        }

        if (instrument.IsObservable && recorder.Instrument.Kind != InstrumentKind.Gauge)
        {
            recorder.Observe(value, tags);
            return;
        }

        recorder.Record(value, tags);
    }

    private void OnPublished(Instrument instrument, MeterListener listener)
    {
        try
        {
            if (_selector.TrySelect(instrument, out TagFilter? filter)
                && InstrumentDescription.Of(instrument) is { } description)
            {
                listener.EnableMeasurementEvents(instrument, GetOrAddRecorder(instrument, description, filter));
            }
        }
        catch (Exception exception)
        {
            // Thrown on, it would come out of the application's CreateCounter.
            Account.Fail(exception);
        }
    }

    private InstrumentRecorder GetOrAddRecorder(Instrument instrument, InstrumentDescription description, TagFilter? filter)
    {
        lock (_lock)
        {
            // Two instruments of one name are one metric. Not so when observed: each reports a total of its own.
            InstrumentRecorder? known = instrument.IsObservable
                ? null
                : _recorders.Find(r => !r.IsCompleted && r.Instrument == description);
            if (known is null)
            {
                known = new InstrumentRecorder(description, filter, _context);
                _recorders.Add(known);
            }

            known.Enter();
            return known;
        }
    }

    private void Observe()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (Exception exception)
        {
            // The platform asks every instrument before it throws for those that failed.
            Account.FailObservable(exception);
        }
    }

    private void Remove(InstrumentRecorder recorder)
    {
        lock (_lock)
        {
            _recorders.Remove(recorder);
        }

        _context.Budget.Close(recorder.CountSeries());
    }
}
