using System.Globalization;
using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Numbers as people read them: six significant digits are more than any percentile holds.</summary>
internal static class JsonNumber
{
    /// <summary>What <see cref="Format"/> needs: the longest a double is in its shortest exact form, rounded up.</summary>
    public const int MaxBytes = 32;

    private const int SignificantDigits = 6;

    // Between these, nearly every number, the six digits are those of a whole number below a million and a point among or before them.
    private const double LeastFormatted = 1e-4;
    private const double MostFormatted = 1e6;

    private static ReadOnlySpan<long> Powers =>
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    public static double Short(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value == 0 ? 0 : FiniteNumber.Of(value); // Zero without the sign that it may have.
        }

        int digits = SignificantDigits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits is >= 0 and <= 15 ? Math.Round(value, digits) : value;
    }

    /// <summary>Writes a property whose value <see cref="Format"/> gives.</summary>
    public static void Write(Utf8JsonWriter json, JsonEncodedText name, double value)
    {
        Span<byte> text = stackalloc byte[MaxBytes];
        json.WritePropertyName(name);
        json.WriteRawValue(text[..Format(value, text)], skipInputValidation: true);
    }

    /// <summary>Writes what <see cref="Short"/> gives, as JSON has it, in a fraction of the time that a double takes, and says how long it
    /// is.</summary>
    public static int Format(double value, Span<byte> target)
    {
        double size = Math.Abs(value);
        if (size is >= LeastFormatted and < MostFormatted)
        {
            return FormatDigits(size, value < 0, target);
        }

        Short(value).TryFormat(target, out int written, default, CultureInfo.InvariantCulture);
        return written;
    }

    private static int FormatDigits(double size, bool isNegative, Span<byte> target)
    {
        int digits = 0;
        for (double least = MostFormatted / 10; size < least; least /= 10)
        {
            digits++;
        }

        (long whole, long fraction) = Math.DivRem((long)Math.Round(size * Powers[digits]), Powers[digits]);
        target[0] = (byte)'-';
        int length = isNegative ? 1 : 0;
        whole.TryFormat(target[length..], out int written, default, CultureInfo.InvariantCulture);
        length += written;
        return fraction == 0 ? length : length + FormatFraction(fraction, digits, target[length..]);
    }

    private static int FormatFraction(long fraction, int digits, Span<byte> target)
    {
        target[0] = (byte)'.';
        int length = 1;
        while (fraction != 0)
        {
            (long digit, fraction) = Math.DivRem(fraction, Powers[--digits]);
            target[length++] = (byte)('0' + digit);
        }

        return length;
    }
}
