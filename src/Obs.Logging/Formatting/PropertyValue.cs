using System.Runtime.CompilerServices;

namespace Obs.Logging.Formatting;

/// <summary>The value of a property. The framework hands out objects; what an entry writes of itself needs none for its numbers.</summary>
internal readonly struct PropertyValue
{
    private readonly object? _object;
    private readonly (long Low, long High) _bits;

    public PropertyValue(object? value) => _object = value;

    public PropertyValue(bool value)
        : this(PropertyValueKind.Boolean, (value ? 1 : 0, 0))
    {
    }

    public PropertyValue(long value)
        : this(PropertyValueKind.Long, (value, 0))
    {
    }

    public PropertyValue(double value)
        : this(PropertyValueKind.Double, (BitConverter.DoubleToInt64Bits(value), 0))
    {
    }

    public PropertyValue(decimal value)
        : this(PropertyValueKind.Decimal, Unsafe.BitCast<decimal, (long, long)>(value))
    {
    }

    private PropertyValue(PropertyValueKind kind, (long Low, long High) bits) => (Kind, _bits) = (kind, bits);

    public PropertyValueKind Kind { get; }

    public object? Object => _object;

    public bool Boolean => _bits.Low != 0;

    public long Long => _bits.Low;

    public double Double => BitConverter.Int64BitsToDouble(_bits.Low);

    public decimal Decimal => Unsafe.BitCast<(long, long), decimal>(_bits);

    /// <summary>The value as an object, in a box of its own if it needs one.</summary>
    public object? ToObject() => Kind switch
    {
        PropertyValueKind.Boolean => Boolean,
        PropertyValueKind.Long => Long,
        PropertyValueKind.Double => Double,
        PropertyValueKind.Decimal => Decimal,
        _ => _object,
    };
}
