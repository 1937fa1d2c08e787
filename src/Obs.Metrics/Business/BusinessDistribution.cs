using System.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>Records values whose distribution matters: the size of a cart, days until delivery. Percentiles come with it.</summary>
/// <remarks>
/// Every call gives one value for each declared dimension; a call with fewer or more is rejected and counted, as is a negative
/// value, NaN or an infinity. Never throws, allocates nothing once a combination of values was seen. Thread safety: any thread.
/// </remarks>
public sealed class BusinessDistribution
{
    private readonly Histogram<double> _histogram;
    private readonly DeclaredDimensions _dimensions;

    internal BusinessDistribution(Histogram<double> histogram, DeclaredDimensions dimensions)
    {
        _histogram = histogram;
        _dimensions = dimensions;
    }

    /// <summary>Records into a distribution without dimensions.</summary>
    public void Record(double measured)
    {
        if (_histogram.Enabled && _dimensions.Accept(0))
        {
            _histogram.Record(measured);
        }
    }

    /// <summary>Records into the series of one dimension value.</summary>
    public void Record(double measured, string? value)
    {
        if (_histogram.Enabled && _dimensions.Accept(1))
        {
            _histogram.Record(measured, _dimensions[0, value]);
        }
    }

    /// <summary>Records into the series of two dimension values, in the order in which the dimensions were declared.</summary>
    public void Record(double measured, string? first, string? second)
    {
        if (_histogram.Enabled && _dimensions.Accept(2))
        {
            _histogram.Record(measured, _dimensions[0, first], _dimensions[1, second]);
        }
    }

    /// <summary>Records into the series of three dimension values, in the order in which the dimensions were declared.</summary>
    public void Record(double measured, string? first, string? second, string? third)
    {
        if (_histogram.Enabled && _dimensions.Accept(3))
        {
            _histogram.Record(measured, _dimensions[0, first], _dimensions[1, second], _dimensions[2, third]);
        }
    }
}
