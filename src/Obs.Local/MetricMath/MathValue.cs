namespace Obs.Local.MetricMath;

/// <summary>What an expression gives: a number, a series, several series, or a text for a function.</summary>
internal sealed class MathValue
{
    private readonly double? _scalar;
    private readonly IReadOnlyList<TimeSeries>? _series;

    private MathValue(double? scalar, IReadOnlyList<TimeSeries>? series, bool isArray, string? text) =>
        (_scalar, _series, IsArray, Text) = (scalar, series, isArray, text);

    public bool IsScalar => _scalar is not null;

    public bool IsSeries => _series is not null;

    /// <summary>Several series, even if there is only one of them.</summary>
    public bool IsArray { get; }

    public string? Text { get; }

    public double Scalar => _scalar ?? throw new MathException("a number is needed where there is a time series");

    public IReadOnlyList<TimeSeries> Series => _series ?? throw new MathException("a time series is needed where there is a number");

    public static implicit operator MathValue(double value) => new(value, null, false, null);

    public static implicit operator MathValue(TimeSeries value) => new(null, [value], false, null);

    public static MathValue Of(string text) => new(null, null, false, text);

    public static MathValue Of(IReadOnlyList<TimeSeries> series) => new(null, series, true, null);

    /// <summary>Changes each series by itself.</summary>
    public MathValue Each(Func<TimeSeries, TimeSeries> change) => IsArray ? Of([.. Series.Select(change)]) : change(Series[0]);
}
