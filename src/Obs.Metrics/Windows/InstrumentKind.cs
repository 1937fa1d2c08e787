namespace Obs.Metrics;

/// <summary>What the measurements of a series mean. An observable instrument has the kind of the instrument it stands for.</summary>
public enum InstrumentKind
{
    /// <summary>Amounts that only add up: <see cref="MetricSeries.Sum"/> is the increase in the window.</summary>
    Counter,

    /// <summary>Changes of a level, up and down: <see cref="MetricSeries.Last"/> is the level, <see cref="MetricSeries.Sum"/> its
    /// change.</summary>
    UpDownCounter,

    /// <summary>A level as it was found: <see cref="MetricSeries.Last"/> is the newest.</summary>
    Gauge,

    /// <summary>Values whose distribution matters: <see cref="MetricSeries.Histogram"/> is set.</summary>
    Histogram,
}
