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
        _whole = new ValueScale(ValueScale.WholeUnit, options.SignificantDigits);
        _fractional = new ValueScale(ValueScale.FractionalUnit, options.SignificantDigits);
    }

    public CollectionAccount Account { get; }

    public SeriesBudget Budget { get; }

    public CountPagePool Pool { get; } = new();

    /// <summary>Set while totals that were there before we listened are read for the first time.</summary>
    public bool IsBaseline { get; set; }

    public ValueScale Scale(int unitExponent) => unitExponent == ValueScale.WholeUnit ? _whole : _fractional;
}
