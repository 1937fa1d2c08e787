using System.Globalization;

namespace Obs.Local.Aws;

/// <summary>Times as the protocols write them: seconds since 1970, or ISO 8601.</summary>
internal static class WireTime
{
    private const double Latest = 253_402_300_799; // The last second of the year 9999.

    public static bool TryFromSeconds(double seconds, out DateTimeOffset time)
    {
        bool valid = seconds is >= 0 and <= Latest;
        time = valid ? DateTimeOffset.UnixEpoch + TimeSpan.FromMilliseconds(Math.Round(seconds * 1_000)) : default;
        return valid;
    }

    public static double ToSeconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1_000.0;

    public static string ToIso(DateTimeOffset time) => time.UtcDateTime.ToString(
        time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
