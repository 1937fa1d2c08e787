using System.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>Adds up amounts in a unit: revenue in EUR, goods in kg.</summary>
/// <remarks>
/// Every call gives one value for each declared dimension; a call with fewer or more is rejected and counted, as is a negative
/// amount, NaN or an infinity. Never throws, allocates nothing once a combination of values was seen. Thread safety: any thread.
/// </remarks>
public sealed class BusinessAmount
{
    private readonly Counter<double> _counter;
    private readonly DeclaredDimensions _dimensions;

    internal BusinessAmount(Counter<double> counter, DeclaredDimensions dimensions)
    {
        _counter = counter;
        _dimensions = dimensions;
    }

    /// <summary>Adds to an amount without dimensions.</summary>
    public void Add(double amount)
    {
        if (_counter.Enabled && _dimensions.Accept(0))
        {
            _counter.Add(amount);
        }
    }

    /// <summary>Adds to the series of one dimension value.</summary>
    public void Add(double amount, string? value)
    {
        if (_counter.Enabled && _dimensions.Accept(1))
        {
            _counter.Add(amount, _dimensions[0, value]);
        }
    }

    /// <summary>Adds to the series of two dimension values, in the order in which the dimensions were declared.</summary>
    public void Add(double amount, string? first, string? second)
    {
        if (_counter.Enabled && _dimensions.Accept(2))
        {
            _counter.Add(amount, _dimensions[0, first], _dimensions[1, second]);
        }
    }

    /// <summary>Adds to the series of three dimension values, in the order in which the dimensions were declared.</summary>
    public void Add(double amount, string? first, string? second, string? third)
    {
        if (_counter.Enabled && _dimensions.Accept(3))
        {
            _counter.Add(amount, _dimensions[0, first], _dimensions[1, second], _dimensions[2, third]);
        }
    }
}
