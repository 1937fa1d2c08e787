using System.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>One observable instrument with a listener of its own, so that one that hangs or throws does so alone.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class ObservableSource : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly InstrumentRecorder _recorder;
    private int _isReading;

    public ObservableSource(Instrument instrument, InstrumentRecorder recorder)
    {
        _recorder = recorder;
        Instrument = instrument;
        MeasurementCallbacks.SetOn(_listener);
        _listener.MeasurementsCompleted = (_, _) => Complete();
        _listener.EnableMeasurementEvents(instrument, recorder);
    }

    public Instrument Instrument { get; }

    public InstrumentRecorder Recorder => _recorder;

    /// <summary>Whether a call into the application's code has not come back yet.</summary>
    public bool IsReading => Volatile.Read(ref _isReading) != 0;

    /// <summary>Whether the instrument is gone.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>Asks the instrument, unless somebody else is still waiting for its answer. Never throws.</summary>
    public void Read(CollectionAccount account)
    {
        if (Interlocked.CompareExchange(ref _isReading, 1, 0) != 0)
        {
            return;
        }

        try
        {
            _listener.RecordObservableInstruments();
            _recorder.IsBaseline = false;
        }
        catch (Exception exception)
        {
            // The application's own callback: what it throws costs this instrument this round.
            account.FailObservable(exception);
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Complete()
    {
        IsCompleted = true;
        _recorder.Exit();
    }
}
