using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using PlatformOptions = Microsoft.Extensions.Diagnostics.Metrics.MetricsOptions;

namespace Obs.Metrics;

/// <summary>Listens to the meters of the process and keeps what they measure until the interval is closed.</summary>
/// <remarks>Thread safety: measurements from any thread; starting, closing and stopping from one at a time.</remarks>
internal sealed class MeterCollector : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Lock _selection = new();
    private readonly MeterListener _listener = new();
    private readonly ObservableSources _observables;
    private readonly List<InstrumentRecorder> _recorders = [];
    private readonly ConditionalWeakTable<Instrument, InstrumentRecorder> _heard = [];
    private readonly CollectionContext _context;
    private volatile InstrumentSelector _selector;
    private volatile bool _isStarting;
    private bool _isListening;

    public MeterCollector(
        IOptions<MetricsOptions> options, IOptions<PlatformOptions> platform, IMeterFactory factory, CollectionAccount account,
        TimeProvider time)
    {
        _selector = new InstrumentSelector(options.Value, new MetricRules(platform.Value.Rules), factory);
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
    public void Start()
    {
        lock (_selection)
        {
            _isStarting = true;
            _listener.Start();
            _isStarting = false;
            _isListening = true;
        }

        _observables.Read();
    }

    /// <summary>Records what another selector selects, from now on, and goes on without a gap where nothing changes.</summary>
    public void Select(InstrumentSelector selector)
    {
        lock (_selection)
        {
            _selector = selector;
            if (!_isListening)
            {
                return;
            }

            // A listener that enables nothing is told of every instrument there is.
            _isStarting = true;
            using (var all = new MeterListener { InstrumentPublished = (instrument, _) => OnPublished(instrument, _listener) })
            {
                all.Start();
            }

            _isStarting = false;
        }
    }

    /// <summary>Closes the interval: one entry for each series that measured something.</summary>
    public List<MetricSeries> TakeInterval(DateTimeOffset end)
    {
        _observables.Read();
        return TakeRecorded(end);
    }

    /// <summary>Stops listening and closes the last interval, so that nothing can come after it.</summary>
    public List<MetricSeries> Stop(DateTimeOffset end)
    {
        _observables.Read();
        Dispose();
        return TakeRecorded(end);
    }

    public void Dispose()
    {
        lock (_selection)
        {
            _isListening = false;
        }

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
            // One at a time: while another selector takes over, an instrument can be met twice.
            lock (_selection)
            {
                if (_selector.TrySelect(instrument, out TagFilter? filter, out MetricView? view)
                    && InstrumentDescription.Of(instrument) is { } description)
                {
                    Listen(instrument, listener, description.Under(view), filter);
                }
                else
                {
                    Forget(instrument, listener);
                }
            }
        }
        catch (Exception exception)
        {
            // Thrown on, it would come out of the application's CreateCounter.
            Account.Fail(exception);
        }
    }

    private void Listen(Instrument instrument, MeterListener listener, InstrumentDescription description, TagFilter? filter)
    {
        InstrumentRecorder? before = RecorderOf(instrument);
        if (before is not null && before.Instrument == description && TagFilter.AreSame(before.Filter, filter))
        {
            return;
        }

        if (instrument.IsObservable)
        {
            _observables.Find(instrument)?.Dispose();
            InstrumentRecorder recorder = GetOrAddRecorder(instrument, description, filter);
            recorder.IsBaseline = _isStarting;
            _observables.Add(new ObservableSource(instrument, recorder));
        }
        else
        {
            InstrumentRecorder recorder = GetOrAddRecorder(instrument, description, filter);
            _heard.AddOrUpdate(instrument, recorder);
            listener.EnableMeasurementEvents(instrument, recorder);

            // Enabled anew, an instrument changes its recorder without saying that it is done with the last.
            before?.Exit();
        }
    }

    private void Forget(Instrument instrument, MeterListener listener)
    {
        if (instrument.IsObservable)
        {
            _observables.Find(instrument)?.Dispose();
        }
        else if (_heard.Remove(instrument))
        {
            listener.DisableMeasurementEvents(instrument);
        }
    }

    private InstrumentRecorder? RecorderOf(Instrument instrument) =>
        instrument.IsObservable
            ? _observables.Find(instrument)?.Recorder
            : _heard.TryGetValue(instrument, out InstrumentRecorder? known)
            ? known
            : null;

    private InstrumentRecorder GetOrAddRecorder(Instrument instrument, InstrumentDescription description, TagFilter? filter)
    {
        lock (_lock)
        {
            // Two instruments of one name are one metric. Not so when observed: each reports a total of its own.
            InstrumentRecorder? known = instrument.IsObservable
                ? null
                : _recorders.Find(
                    r => !r.IsCompleted && !r.IsObserved && r.Instrument == description && TagFilter.AreSame(r.Filter, filter));
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
