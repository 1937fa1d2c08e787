using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Obs.Metrics;

/// <summary>The histogram log format, version 1.3: a line of text for each interval, which every other implementation reads.</summary>
/// <remarks>Thread safety: every member may be called from any thread, with a writer of its own.</remarks>
public static class HistogramLog
{
    private const string Version = "#[Histogram log format version 1.3]";
    private const string Legend = "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"";
    private const string TagPrefix = "Tag=";
    private const int FieldCount = 4;

    /// <summary>Writes the lines a log begins with.</summary>
    public static void WriteHeader(TextWriter log, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(log);
        log.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{Version}\n#[StartTime: {start.ToUnixTimeMilliseconds() / 1e3:F3} (seconds since epoch), {start.UtcDateTime:O}]\n{Legend}\n"));
    }

    /// <summary>Writes an interval.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="entry">The interval.</param>
    /// <param name="maxValueUnit">What the highest value, which stands in the line for people, is divided by; above 0.</param>
    /// <exception cref="ArgumentException">The tag holds a comma or white space, or the unit is not above 0.</exception>
    public static void Write(TextWriter log, HistogramLogEntry entry, double maxValueUnit)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxValueUnit);
        if (entry.Tag is { } tag)
        {
            if (tag.Length == 0 || tag.Any(static c => c == ',' || char.IsWhiteSpace(c)))
            {
                throw new ArgumentException($"the tag must be text without commas and white space; found '{tag}'.", nameof(entry));
            }

            log.Write(TagPrefix);
            log.Write(tag);
            log.Write(',');
        }

        string payload = Convert.ToBase64String(HistogramEncoding.EncodeCompressed(entry.Histogram));
        log.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Start:F3},{entry.Duration.TotalSeconds:F3},{entry.Histogram.Max / maxValueUnit:F3},{payload}\n"));
    }

    /// <summary>Whether a line is one of a histogram log rather than something else, such as a number.</summary>
    public static bool IsLogLine(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.StartsWith('#')
            || line.StartsWith("\"StartTimestamp\"", StringComparison.Ordinal)
            || line.StartsWith(TagPrefix, StringComparison.Ordinal)
            || line.AsSpan().Count(',') == FieldCount - 1;
    }

    /// <summary>Reads a line. Never throws.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="entry">The interval; null where the line is a comment, the legend or empty.</param>
    /// <param name="error">What is wrong with the line; null when nothing is.</param>
    public static bool TryReadLine(string line, out HistogramLogEntry? entry, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(line);
        entry = null;
        error = null;
        string[] fields = line.Trim().Split(',');
        bool isTagged = fields[0].StartsWith(TagPrefix, StringComparison.Ordinal);
        if (fields[0].Length == 0 || fields[0][0] is '#' or '"')
        {
            return true;
        }

        ReadOnlySpan<string> interval = fields.AsSpan(isTagged ? 1 : 0);
        if (interval.Length != FieldCount
            || !TryReadSeconds(interval[0], out double start)
            || !TryReadSeconds(interval[1], out double length))
        {
            error = "an interval must be: an optional Tag=…, start and length in seconds, the highest value, and a compressed histogram in base64.";
            return false;
        }

        byte[] payload = new byte[interval[3].Length];
        if (!Convert.TryFromBase64String(interval[3].Trim(), payload, out int written))
        {
            error = "the histogram is not base64.";
            return false;
        }

        if (!HistogramEncoding.TryDecode(payload.AsSpan(0, written), out Histogram? histogram, out error))
        {
            return false;
        }

        entry = new HistogramLogEntry(start, TimeSpan.FromSeconds(length), histogram)
        {
            Tag = isTagged ? fields[0][TagPrefix.Length..] : null,
        };
        return true;
    }

    // As many seconds as a TimeSpan holds, nearly thirty thousand years.
    private static bool TryReadSeconds(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out seconds) && Math.Abs(seconds) < 9e11;
}
