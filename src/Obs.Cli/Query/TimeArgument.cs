using System.CommandLine.Parsing;
using System.Globalization;

namespace Obs.Cli.Query;

/// <summary>A moment on the command line: ISO 8601 (UTC without an offset), or seconds or milliseconds since 1970.</summary>
internal static class TimeArgument
{
    private const long FirstMilliseconds = 100_000_000_000; // As seconds this would be the year 5138.

    public static DateTimeOffset? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && Math.Abs(number) < FirstMilliseconds * 1_000)
        {
            return Math.Abs(number) < FirstMilliseconds
                ? DateTimeOffset.FromUnixTimeSeconds(number)
                : DateTimeOffset.FromUnixTimeMilliseconds(number);
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return time;
        }

        result.AddError($"{text} is not a time; write 2026-01-31T08:00:00Z, or seconds or milliseconds since 1970.");
        return null;
    }
}
