using System.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>Leads every numeric type that an instrument may have to its recorder.</summary>
internal static class MeasurementCallbacks
{
    public static void SetOn(MeterListener listener)
    {
        listener.SetMeasurementEventCallback<double>(static (i, value, tags, state) => Take(i, value, tags, state));
        listener.SetMeasurementEventCallback<long>(static (i, value, tags, state) => Take(i, value, tags, state));
        listener.SetMeasurementEventCallback<int>(static (i, value, tags, state) => Take(i, value, tags, state));
        listener.SetMeasurementEventCallback<short>(static (i, value, tags, state) => Take(i, value, tags, state));
        listener.SetMeasurementEventCallback<byte>(static (i, value, tags, state) => Take(i, value, tags, state));
        listener.SetMeasurementEventCallback<float>(static (i, value, tags, state) => Take(i, value, tags, state));
        listener.SetMeasurementEventCallback<decimal>(static (i, value, tags, state) => Take(i, (double)value, tags, state));
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
}
