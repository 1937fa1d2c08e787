using System.Text.RegularExpressions;

namespace Obs.Local.MetricMath;

/// <summary>A search for metrics: <c>{Namespace,Dim1,Dim2} MetricName="Latency" Dim1="shop" NOT canary</c>.</summary>
internal sealed partial class MetricSearch
{
    private const int MaxLength = 1_024;

    private readonly string? _namespace;
    private readonly HashSet<string>? _dimensions;
    private readonly Func<SeriesSource, bool> _condition;

    private MetricSearch(string? space, HashSet<string>? dimensions, Func<SeriesSource, bool> condition) =>
        (_namespace, _dimensions, _condition) = (space, dimensions, condition);

    /// <exception cref="MathException">It is not a search.</exception>
    public static MetricSearch Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new MathException($"a search has at most {MaxLength} characters, found {text.Length}");
        }

        string rest = text.Trim();
        string? space = null;
        HashSet<string>? dimensions = null;
        if (rest.StartsWith('{'))
        {
            int end = rest.IndexOf('}', StringComparison.Ordinal);
            if (end < 0)
            {
                throw new MathException("a search whose schema has no }");
            }

            string[] schema = [.. Parts().Matches(rest[1..end]).Select(static match => match.Value.Trim().Trim('"'))];
            space = schema.Length > 0 ? schema[0] : throw new MathException("a search whose schema names no namespace");
            dimensions = [.. schema.Skip(1)];
            rest = rest[(end + 1)..];
        }

        return new MetricSearch(space, dimensions, MetricSearchParser.Parse(rest));
    }

    public bool Matches(SeriesSource metric) =>
        (_namespace is null || metric.Namespace == _namespace)
        && (_dimensions is null || _dimensions.SetEquals(metric.Dimensions.Keys))
        && _condition(metric);

    [GeneratedRegex("""
        "[^"]*"|[^,]+
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, 250)]
    private static partial Regex Parts();
}
