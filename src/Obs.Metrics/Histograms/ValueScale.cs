namespace Obs.Metrics;

/// <summary>How the measurements of an instrument, which are doubles, fall into the slots of an integer histogram.</summary>
/// <remarks>
/// One unit of the histogram is a power of two in the instrument's unit. A double is exponent, then mantissa: divided by a power
/// of two, its top bits already number the log-linear slots in order, so that finding a slot takes a shift and a subtraction.
/// It is the arrangement of HdrHistogram's DoubleHistogram, with the ratio fixed instead of moved.
/// </remarks>
internal sealed class ValueScale : IEquatable<ValueScale>
{
    /// <summary>Whole numbers: counts and bytes.</summary>
    public const int WholeUnit = 0;

    /// <summary>About a nanosecond when the instrument counts seconds; the highest value is then 2^33.</summary>
    public const int FractionalUnit = -30;

    /// <summary>The largest power of two, either way, that leaves every slot within a double.</summary>
    public const int LargestUnit = 512;

    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;

    private readonly double _unitsPerValue;
    private readonly double _linearBelow;
    private readonly int _shift;
    private readonly int _offset;

    public ValueScale(int unitExponent, int digits)
    {
        UnitExponent = unitExponent;
        Unit = Math.ScaleB(1, unitExponent);
        Layout = new HistogramLayout(1, long.MaxValue, digits);
        _unitsPerValue = 1 / Unit;
        _linearBelow = Layout.HalfCount * Unit;
        _shift = MantissaBits - Layout.HalfMagnitude;
        _offset = ((unitExponent + Layout.HalfMagnitude + ExponentBias) << Layout.HalfMagnitude) - Layout.HalfCount;
    }

    public int UnitExponent { get; }

    /// <summary>One unit of the histogram in the unit of the instrument.</summary>
    public double Unit { get; }

    public HistogramLayout Layout { get; }

    /// <summary>The slot of a value that is finite and not negative. What lies beyond the last slot is counted in the last.</summary>
    public int IndexOf(double value) =>
        value < _linearBelow
            ? (int)(value * _unitsPerValue)
            : (int)Math.Min((BitConverter.DoubleToInt64Bits(value) >> _shift) - _offset, Layout.Length - 1);

    /// <summary>The middle of slot <paramref name="index"/>, which is never further from what was recorded than half its width.</summary>
    public double ValueAt(int index) => Layout.MedianAt(index) * Unit;

    public double LowestAt(int index) => Layout.LowestAt(index) * Unit;

    public double HighestAt(int index) => (Layout.LowestAt(index) + (double)Layout.WidthAt(index)) * Unit;

    /// <summary>The layout of a histogram of units that ends with a slot; -1 for the shortest.</summary>
    public HistogramLayout LayoutUpTo(int slot) =>
        new HistogramLayout(1, 2, Layout.Digits).ReachingTo(Layout.HighestAt(Math.Max(slot, 0)));

    public bool Equals(ValueScale? other) =>
        ReferenceEquals(this, other)
        || (other is not null && UnitExponent == other.UnitExponent && Layout.Digits == other.Layout.Digits);

    public override bool Equals(object? obj) => Equals(obj as ValueScale);

    public override int GetHashCode() => HashCode.Combine(UnitExponent, Layout.Digits);
}
