using System.Globalization;
using System.Text;

namespace Obs.Insights.Values;

/// <summary>Times are milliseconds since 1970, UTC, and print as <c>yyyy-MM-dd HH:mm:ss.SSS</c>.</summary>
internal static class Timestamp
{
    public const int TextLength = 23;

    private const string Format = "yyyy-MM-dd HH:mm:ss.fff";
    private static readonly long Smallest = FromDateTime(DateTime.MinValue);
    private static readonly long Largest = FromDateTime(DateTime.MaxValue);

    public static long FromDateTime(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public static DateTime ToDateTime(long time) =>
        DateTime.UnixEpoch.AddTicks(Math.Clamp(time, Smallest, Largest) * TimeSpan.TicksPerMillisecond);

    public static string ToText(long time) => ToDateTime(time).ToString(Format, CultureInfo.InvariantCulture);

    public static void Write(long time, Span<byte> destination) =>
        ToDateTime(time).TryFormat(destination, out _, Format, CultureInfo.InvariantCulture);

    /// <summary>Reads an ISO 8601 time, or the printed form; a time without an offset is UTC.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long time)
    {
        if (TryParseFixed(text, out time))
        {
            return true;
        }

        if (text.Length is 0 or > 64 || !char.IsAsciiDigit((char)text[0]) || text.IndexOf((byte)'-') < 0)
        {
            return false;
        }

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        bool parsed = DateTime.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, styles, out DateTime date);
        time = parsed ? FromDateTime(date) : 0;
        return parsed;
    }

    // 2026-01-01T00:00:00.000Z, or with a blank and without the Z: what loggers write, read without a culture.
    private static bool TryParseFixed(ReadOnlySpan<byte> text, out long time)
    {
        time = 0;
        if (text.Length < TextLength || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ')
            || text[13] != ':' || text[16] != ':' || text[19] != '.'
            || !(text.Length == TextLength || (text.Length == TextLength + 1 && text[^1] == 'Z')))
        {
            return false;
        }

        if (!Digits(text[..4], out int year) || !Digits(text.Slice(5, 2), out int month) || !Digits(text.Slice(8, 2), out int day)
            || !Digits(text.Slice(11, 2), out int hour) || !Digits(text.Slice(14, 2), out int minute)
            || !Digits(text.Slice(17, 2), out int second) || !Digits(text.Slice(20, 3), out int millisecond)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        time = FromDateTime(new DateTime(year, month, day, hour, minute, second, millisecond, DateTimeKind.Utc));
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte c in text)
        {
            int digit = c - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return true;
    }
}
