using System.Buffers.Text;
using System.Globalization;

namespace Obs.Insights.Values;

/// <summary>Numbers as text: read from UTF-8, and printed as the service does, without a trailing <c>.0</c>.</summary>
internal static class NumberText
{
    private const int ExactDigits = 15;
    private const double LargestExactInteger = 1e15;

    // Up to 10^22 a double holds a power of ten exactly, so one division rounds correctly.
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Whether the whole text is a finite decimal number: an optional sign, digits, a fraction, an exponent.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double number)
    {
        if (TryParseShort(text, out number))
        {
            return true;
        }

        byte first = text.IsEmpty ? (byte)0 : text[0];
        if (!char.IsAsciiDigit((char)first) && first is not ((byte)'-' or (byte)'+' or (byte)'.'))
        {
            return false;
        }

        return Utf8Parser.TryParse(text, out number, out int consumed) && consumed == text.Length && double.IsFinite(number);
    }

    /// <summary>Digits only, without sign, fraction or exponent: what the sort order calls a number.</summary>
    public static bool IsDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    public static string ToText(double number)
    {
        if (number == Math.Floor(number) && Math.Abs(number) < LargestExactInteger)
        {
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) && Math.Abs(number) is >= 1e-9 and < 1e21
            ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : text;
    }

    private static bool TryParseShort(ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        int start = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        int digits = text.Length - start;
        if (digits is 0 or > ExactDigits)
        {
            return false;
        }

        long mantissa = 0;
        int point = -1;
        for (int i = start; i < text.Length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
            }
            else if (text[i] == '.' && point < 0 && i > start && i + 1 < text.Length)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        double value = point < 0 ? mantissa : mantissa / PowersOfTen[text.Length - point - 1];
        number = start == 1 ? -value : value;
        return true;
    }
}
