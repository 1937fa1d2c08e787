using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>Listens to the meters of the process and keeps what they measure until the interval is closed.</summary>
/// <remarks>Thread safety: measurements from any thread; starting, closing and stopping from one at a time.</remarks>
internal sealed class MeterCollector : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly ObservableSources _observables;
    private readonly List<InstrumentRecorder> _recorders = [];
    private readonly InstrumentSelector _selector;
    private readonly CollectionContext _context;
    private volatile bool _isStarting;

    public MeterCollector(IOptions<MetricsOptions> options, IMeterFactory factory, CollectionAccount account, TimeProvider time)
    {
        _selector = new InstrumentSelector(options.Value, factory);
        _context = new CollectionContext(options.Value, account);
        _observables = new ObservableSources(account, time, options.Value.ObservationTimeout);
        Account = account;
        _listener.InstrumentPublished = OnPublished;
        _listener.MeasurementsCompleted = static (_, state) => (state as InstrumentRecorder)?.Exit();
        MeasurementCallbacks.SetOn(_listener);
        SelfInstruments.Create(factory, account);
    }

    public CollectionAccount Account { get; }

    public SeriesBudget Budget => _context.Budget;

    /// <summary>Begins to listen. What observable counters had counted before is not measured.</summary>
    public Task StartAsync()
    {
        _isStarting = true;
        _listener.Start();
        _isStarting = false;
        return _observables.ReadAsync();
    }

    /// <summary>Closes the interval: one entry for each series that measured something.</summary>
    public async Task<List<MetricSeries>> TakeIntervalAsync(DateTimeOffset end)
    {
        await _observables.ReadAsync().ConfigureAwait(false);
        return TakeRecorded(end);
    }

    /// <summary>Stops listening and closes the last interval, so that nothing can come after it.</summary>
    public async Task<List<MetricSeries>> StopAsync(DateTimeOffset end)
    {
        await _observables.ReadAsync().ConfigureAwait(false);
        Dispose();
        return TakeRecorded(end);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _observables.Dispose();
    }

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

    private void OnPublished(Instrument instrument, MeterListener listener)
    {
        try
        {
            if (_selector.TrySelect(instrument, out TagFilter? filter)
                && InstrumentDescription.Of(instrument) is { } description)
            {
                Listen(instrument, listener, GetOrAddRecorder(instrument, description, filter));
            }
        }
        catch (Exception exception)
        {
            // Thrown on, it would come out of the application's CreateCounter.
            Account.Fail(exception);
        }
    }

    private void Listen(Instrument instrument, MeterListener listener, InstrumentRecorder recorder)
    {
        if (instrument.IsObservable)
        {
            recorder.IsBaseline = _isStarting;
            _observables.Add(new ObservableSource(instrument, recorder));
        }
        else
        {
            listener.EnableMeasurementEvents(instrument, recorder);
        }
    }

    private InstrumentRecorder GetOrAddRecorder(Instrument instrument, InstrumentDescription description, TagFilter? filter)
    {
        lock (_lock)
        {
            // Two instruments of one name are one metric. Not so when observed: each reports a total of its own.
            InstrumentRecorder? known = instrument.IsObservable
                ? null
                : _recorders.Find(r => !r.IsCompleted && !r.IsObserved && r.Instrument == description);
            if (known is null)
            {
                known = new InstrumentRecorder(description, filter, _context) { IsObserved = instrument.IsObservable };
                _recorders.Add(known);
            }

            known.Enter();
            return known;
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
