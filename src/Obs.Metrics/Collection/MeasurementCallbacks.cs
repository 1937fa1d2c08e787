using System.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>Leads every numeric type that an instrument may have to its recorder.</summary>
internal static class MeasurementCallbacks
{
    public static void SetOn(MeterListener listener)
    {
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Take(value, tags, state));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Take(value, tags, state));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Take(value, tags, state));
        listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => Take(value, tags, state));
        listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => Take(value, tags, state));
        listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => Take(value, tags, state));
        listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => Take((double)value, tags, state));
    }

    private static void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (state is not InstrumentRecorder recorder)
        {
            return;
        }

        if (recorder.TellsTotals)
        {
            recorder.Observe(value, tags);
            return;
        }

        recorder.Record(value, tags);
    }
}
