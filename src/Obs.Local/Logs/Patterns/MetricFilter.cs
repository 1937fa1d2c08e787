using System.Globalization;
using Obs.Local.Metrics;

namespace Obs.Local.Logs.Patterns;

/// <summary>Turns log events that match a pattern into metric data.</summary>
internal sealed class MetricFilter
{
    public required LogPattern Pattern { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Unit { get; init; }

    /// <summary>A number, or the selector of one in the message.</summary>
    public required string Value { get; init; }

    /// <summary>What a minute in which events came and none matched is worth.</summary>
    public double? Default { get; init; }

    /// <summary>Dimension names and the selectors of their values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Dimensions { get; init; } = [];

    /// <summary>One datum for each minute and set of dimensions.</summary>
    public IEnumerable<MetricDatum> Apply(IReadOnlyList<LogEntry> entries)
    {
        const long Minute = 60_000;
        var values = new Dictionary<(long Minute, string Dimensions), List<double>>();
        HashSet<long> minutes = [.. entries.Select(static entry => entry.Time - (entry.Time % Minute))];
        foreach (LogEntry entry in entries)
        {
            if (Pattern.Match(entry.Message) is { } match && Read(match) is { } found)
            {
                (long, string) key = (entry.Time - (entry.Time % Minute), found.Dimensions);
                if (!values.TryGetValue(key, out List<double>? list))
                {
                    values.Add(key, list = []);
                }

                list.Add(found.Value);
                minutes.Remove(key.Item1);
            }
        }

        return values.Select(pair => Datum(pair.Key.Minute, pair.Key.Dimensions, pair.Value))
            .Concat(Default is { } value ? minutes.Select(minute => Datum(minute, Metrics.Dimensions.None, [value])) : []);
    }

    /// <summary>The value and dimensions a match gives; null when the value is not a number or a dimension is not there.</summary>
    public (double Value, string Dimensions)? Read(LogMatch match)
    {
        string? text = Value.StartsWith('$') ? match.Value(Value) : Value;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            return null;
        }

        List<KeyValuePair<string, string>> dimensions = [];
        foreach ((string name, string selector) in Dimensions)
        {
            if (match.Value(selector) is not { Length: > 0 } found)
            {
                return null;
            }

            dimensions.Add(KeyValuePair.Create(name, found));
        }

        return (value, dimensions.Count == 0 ? Metrics.Dimensions.None : Metrics.Dimensions.Format(dimensions));
    }

    private MetricDatum Datum(long time, string dimensions, List<double> values)
    {
        double[] distinct = [.. values.Distinct().Order()];
        double[] counts = [.. distinct.Select(value => (double)values.Count(other => other == value))];
        return new MetricDatum
        {
            Namespace = Namespace,
            Name = Name,
            Dimensions = dimensions,
            Unit = Unit,
            Time = time,
            Count = values.Count,
            Sum = values.Sum(),
            Min = distinct[0],
            Max = distinct[^1],
            Distribution = distinct.Length > 1 ? DistributionBytes.Write(distinct, counts) : null,
        };
    }
}
