using System.Globalization;

namespace Obs.Metrics;

/// <summary>Lengths and moments of time as people write them into a query.</summary>
internal static class TimeText
{
    /// <summary>Seconds, or a whole number with <c>s</c>, <c>m</c> or <c>h</c>; null for anything else.</summary>
    public static TimeSpan? ParseLength(string text)
    {
        int seconds = text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => 0,
        };
        ReadOnlySpan<char> number = seconds == 0 ? text : text.AsSpan(0, text.Length - 1);

        // Longer than a TimeSpan can be is too long in any case.
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? TimeSpan.FromSeconds(Math.Min((long)count * Math.Max(seconds, 1), (long)TimeSpan.MaxValue.TotalSeconds))
            : null;
    }

    /// <summary>ISO 8601, UTC unless it says otherwise, or seconds since 1970; null for anything else.</summary>
    public static DateTimeOffset? ParseMoment(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }

        bool isIso = text.Length is >= 10 and <= 40 && text[4] == '-';
        return isIso && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset moment)
            ? moment
            : null;
    }

    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
