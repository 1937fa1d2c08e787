using System.Globalization;

namespace Obs.Dashboards;

/// <summary>A SEARCH over the series of one metric: <c>SEARCH('{Obs,Environment,Service} MetricName="Latency"', 'p95', 60)</c>.
/// Immutable.</summary>
public sealed class MetricSearch
{
    private readonly string _search;

    /// <summary>Searches the series that have exactly these dimensions.</summary>
    /// <param name="metricNamespace">The namespace.</param>
    /// <param name="name">The metric.</param>
    /// <param name="dimensions">The names of the dimensions, at least one.</param>
    /// <exception cref="ArgumentException">A name is empty, or there is no dimension.</exception>
    public MetricSearch(string metricNamespace, string name, params IReadOnlyList<string> dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(metricNamespace);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(dimensions);
        if (dimensions.Count == 0 || dimensions.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("A search names at least one dimension.", nameof(dimensions));
        }

        _search = $"{{{string.Join(',', dimensions.Prepend(metricNamespace).Select(Quote))}}} MetricName=\"{Escape(name)}\"";
    }

    private MetricSearch(string search) => _search = search;

    /// <summary>Schema and terms, as a variable takes them.</summary>
    public string Text => _search;

    /// <summary>Only series with this value of a dimension.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="value">The value, to the letter.</param>
    public MetricSearch Where(string dimension, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(dimension);
        ArgumentNullException.ThrowIfNull(value);
        return new($"{_search} {Quote(dimension)}=\"{Escape(value)}\"");
    }

    /// <summary>The expression.</summary>
    /// <param name="stat">The statistic, as <c>Sum</c> or <c>p95</c>.</param>
    /// <param name="periodSeconds">Seconds of a period.</param>
    public string ToExpression(string stat, int periodSeconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"SEARCH('{_search.Replace("'", "\\'", StringComparison.Ordinal)}', '{stat}', {periodSeconds})");

    /// <inheritdoc/>
    public override string ToString() => _search;

    private static string Quote(string name) =>
        name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '.' or '-' or ':' or '#') ? name : $"\"{Escape(name)}\"";

    private static string Escape(string value) => value.Replace("\"", "\\\"", StringComparison.Ordinal);
}
