using System.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>What we need to know of an instrument of the platform.</summary>
internal sealed record InstrumentDescription(string MeterName, string Name, string? Unit, InstrumentKind Kind, int UnitExponent)
{
    /// <summary>Describes an instrument; null for a kind that did not exist when this was written.</summary>
    public static InstrumentDescription? Of(Instrument instrument)
    {
        if (KindOf(instrument) is not { } kind)
        {
            return null;
        }

        bool isFractional = instrument
            is Instrument<double> or Instrument<float> or Instrument<decimal>
            or ObservableInstrument<double> or ObservableInstrument<float> or ObservableInstrument<decimal>;
        int exponent = isFractional && instrument.Unit != "By" ? ValueScale.FractionalUnit : ValueScale.WholeUnit;
        return new InstrumentDescription(instrument.Meter.Name, instrument.Name, instrument.Unit, kind, exponent);
    }

    /// <summary>What each measurement is multiplied by.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Digits of its percentiles; null for those of all instruments.</summary>
    public int? Digits { get; init; }

    /// <summary>The same instrument as a view wants it.</summary>
    public InstrumentDescription Under(MetricView? view) => view is null ? this : this with
    {
        Name = view.Name ?? Name,
        Unit = view.Unit ?? Unit,
        Factor = view.Factor,
        Digits = view.SignificantDigits,

        // Whole numbers stay whole only if nothing divides them.
        UnitExponent = double.IsInteger(view.Factor) ? UnitExponent : ValueScale.FractionalUnit,
    };

    private static InstrumentKind? KindOf(Instrument instrument)
    {
        Type type = instrument.GetType();
        Type? definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return definition switch
        {
            _ when definition == typeof(Counter<>) || definition == typeof(ObservableCounter<>) => InstrumentKind.Counter,
            _ when definition == typeof(UpDownCounter<>) || definition == typeof(ObservableUpDownCounter<>) =>
                InstrumentKind.UpDownCounter,
            _ when definition == typeof(Gauge<>) || definition == typeof(ObservableGauge<>) => InstrumentKind.Gauge,
            _ when definition == typeof(Histogram<>) => InstrumentKind.Histogram,
            _ => null,
        };
    }
}
