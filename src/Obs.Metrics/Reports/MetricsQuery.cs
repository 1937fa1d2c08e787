using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Obs.Metrics;

/// <summary>What a report is asked for. Immutable.</summary>
public sealed class MetricsQuery
{
    internal const int MaxPercentiles = 20;

    /// <summary>All there is, in the usual form.</summary>
    internal static readonly MetricsQuery Everything = new(TimeSpan.MaxValue);

    private static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(5);

    internal MetricsQuery(TimeSpan longest) => Window = DefaultWindow < longest ? DefaultWindow : longest;

    /// <summary>The length of time to report on, back from the newest closed window. Of no meaning where <see cref="From"/> is
    /// set.</summary>
    public TimeSpan Window { get; internal set; }

    /// <summary>The beginning of the time to report on; null for <see cref="Window"/>.</summary>
    public DateTimeOffset? From { get; internal set; }

    /// <summary>The end of the time to report on; null for now.</summary>
    public DateTimeOffset? To { get; internal set; }

    /// <summary>The operations and dependencies to report, a <c>*</c> at the end for any rest; null for all.</summary>
    public string? Operation { get; internal set; }

    /// <summary>The instruments to report, a <c>*</c> at the end for any rest; null for all.</summary>
    public string? Name { get; internal set; }

    /// <summary>Percentiles to add to each distribution, 0 to 100, in rising order; empty for the usual ones alone.</summary>
    public IReadOnlyList<double> Percentiles => AskedPercentiles;

    /// <summary>Whether values over time are asked for.</summary>
    public bool Series { get; internal set; }

    /// <summary><see cref="Percentiles"/>.</summary>
    internal double[] AskedPercentiles { get; private set; } = [];

    /// <summary>What the values are called.</summary>
    internal JsonEncodedText[] PercentileNames { get; private set; } = [];

    /// <summary>Whether anything but <see cref="Name"/> was asked for.</summary>
    internal bool IsRanged { get; set; }

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
        [NotNullWhen(false)] out string? error) =>
        new MetricsQueryParser(longest, DateTimeOffset.MaxValue).TryParse([new("window", window)], out query, out error);

    internal void Ask(double[] percentiles)
    {
        AskedPercentiles = percentiles;
        PercentileNames = Array.ConvertAll(
            percentiles, static percentile => JsonEncodedText.Encode(percentile.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Whether a series is asked for: by its operation if it has one, else by its name.</summary>
    internal bool Matches(SeriesIdentity series) => series.Operation is { } operation
        ? Operation is null || new NamePattern(Operation).Matches(operation.Name)
        : MatchesName(series.InstrumentName);

    internal bool MatchesName(string name) => Name is null || new NamePattern(Name).Matches(name);
}
