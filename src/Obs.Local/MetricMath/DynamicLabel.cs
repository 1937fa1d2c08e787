using System.Globalization;
using System.Text.RegularExpressions;

namespace Obs.Local.MetricMath;

/// <summary>Fills in what a label leaves open: <c>${LABEL}</c>, <c>${AVG}</c>, <c>${LAST}</c>, <c>${PROP('Dim.Service')}</c> and the
/// like.</summary>
internal static partial class DynamicLabel
{
    public static string Format(string? label, TimeSeries series) => label is null ? series.Label
        : Holes().Replace(label, hole => Value(hole, series));

    private static string Value(Match hole, TimeSeries series)
    {
        if (hole.Groups["property"] is { Success: true } property)
        {
            return Property(property.Value, series);
        }

        SortedDictionary<long, double>.ValueCollection values = series.Points.Values;
        double? number = hole.Groups["name"].Value switch
        {
            _ when values.Count == 0 => null,
            "AVG" => values.Average(),
            "MAX" => values.Max(),
            "MIN" => values.Min(),
            "SUM" => values.Sum(),
            "FIRST" => values.First(),
            "LAST" => values.Last(),
            "DATAPOINT_COUNT" => values.Count,
            _ => null,
        };
        return hole.Groups["name"].Value == "LABEL" ? series.Label
            : number is { } known ? known.ToString("0.######", CultureInfo.InvariantCulture) : "--";
    }

    private static string Property(string name, TimeSeries series) => name switch
    {
        "AccountId" => Aws.AwsArn.Account,
        "Region" => "us-east-1",
        "Period" => (series.Period / 1_000).ToString(CultureInfo.InvariantCulture),
        "MetricName" => series.Source?.Name ?? "",
        "Namespace" => series.Source?.Namespace ?? "",
        "Stat" => series.Source?.Statistic ?? "",
        _ when name.StartsWith("Dim.", StringComparison.Ordinal) => series.Source?.Dimensions.GetValueOrDefault(name[4..]) ?? "",
        _ => "",
    };

    [GeneratedRegex(@"\$\{(PROP\('(?<property>[^']*)'\)|(?<name>[A-Z_]+))\}", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Holes();
}
