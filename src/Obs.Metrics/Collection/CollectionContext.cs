namespace Obs.Metrics;

/// <summary>What all instruments share: room, pages and the account of what was lost.</summary>
internal sealed class CollectionContext
{
    private readonly ValueScale _whole;
    private readonly ValueScale _fractional;

    public CollectionContext(MetricsOptions options, CollectionAccount account)
    {
        Account = account;
        Budget = new SeriesBudget(options.MaxSeries, options.MaxSeriesBytes);
        IdleIntervals = (int)Math.Max(Math.Ceiling(options.IdleTimeout / options.Interval), 1);
        _whole = new ValueScale(ValueScale.WholeUnit, options.SignificantDigits);
        _fractional = new ValueScale(ValueScale.FractionalUnit, options.SignificantDigits);
    }

    public CollectionAccount Account { get; }

    public SeriesBudget Budget { get; }

    public CountPagePool Pool { get; } = new();

    /// <summary>Intervals without a measurement after which a series is closed.</summary>
    public int IdleIntervals { get; }

    public ValueScale Scale(int unitExponent) => unitExponent == ValueScale.WholeUnit ? _whole : _fractional;
}
