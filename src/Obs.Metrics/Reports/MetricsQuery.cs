using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Obs.Metrics;

/// <summary>What a report is asked for.</summary>
public sealed class MetricsQuery
{
    private static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    internal MetricsQuery(TimeSpan window) => Window = window;

    /// <summary>The length of time to report on, back from the newest closed window.</summary>
    public TimeSpan Window { get; }

    /// <summary>Reads the window of a query. Never throws.</summary>
    /// <param name="window">Seconds, or a whole number with <c>s</c>, <c>m</c> or <c>h</c>: <c>30</c>, <c>10s</c>, <c>5m</c>, <c>1h</c>.
    /// Null or empty means five minutes, or the longest if that is shorter.</param>
    /// <param name="longest">How long windows are kept.</param>
    /// <param name="query">The query.</param>
    /// <param name="error">What is wrong and what is allowed, for the person who asked.</param>
    public static bool TryParse(
        string? window,
        TimeSpan longest,
        [NotNullWhen(true)] out MetricsQuery? query,
        [NotNullWhen(false)] out string? error)
    {
        query = null;
        error = null;
        if (string.IsNullOrEmpty(window))
        {
            query = new MetricsQuery(DefaultWindow < longest ? DefaultWindow : longest);
            return true;
        }

        if (ParseLength(window) is { } length && length >= Shortest && length <= longest)
        {
            query = new MetricsQuery(length);
            return true;
        }

        error = string.Create(
            CultureInfo.InvariantCulture,
            $"window must be seconds, or a whole number with s, m or h (10s, 5m, 1h), from 1s to {(long)longest.TotalSeconds}s; found '{Shorten(window)}'.");
        return false;
    }

    private static TimeSpan? ParseLength(string window)
    {
        int seconds = window[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => 0,
        };
        ReadOnlySpan<char> number = seconds == 0 ? window : window.AsSpan(0, window.Length - 1);

        // Longer than a TimeSpan can be is too long in any case.
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? TimeSpan.FromSeconds(Math.Min((long)count * Math.Max(seconds, 1), (long)TimeSpan.MaxValue.TotalSeconds))
            : null;
    }

    // What was found goes back to who sent it, but not a megabyte of it.
    private static string Shorten(string text) => text.Length <= 32 ? text : text[..32] + "…";
}
