using System.Globalization;
using Obs.Local.Aws.CloudWatch;
using Obs.Local.Logs.Patterns;

namespace Obs.Local.Aws.Logs;

/// <summary>Reads and checks a metric filter.</summary>
internal static class MetricFilterReader
{
    private const int MaxName = 512;
    private const int MaxDimensions = 3;

    /// <exception cref="AwsException">A member is missing or not what it must be.</exception>
    public static WireNode Read(WireNode input, string group)
    {
        string name = input.Text("filterName") is { Length: > 0 and <= MaxName } given && !given.AsSpan().ContainsAny(':', '*') ? given
            : throw AwsException.LogsParameter(
                $"filterName must have 1 to {MaxName} characters without : and *; found \"{input.Text("filterName")}\".");
        string pattern = input.Text("filterPattern") ?? throw AwsException.LogsParameter("filterPattern is required.");
        LogPattern parsed = FilterPatterns.Parse(pattern);
        IReadOnlyList<WireNode> transformations = input.Items("metricTransformations");
        WireNode transformation = transformations.Count == 1 ? Transformation(transformations[0])
            : throw AwsException.LogsParameter($"metricTransformations must have 1 item; found {transformations.Count}.");
        if (parsed is TermPattern && transformation.Member("dimensions") is not null)
        {
            throw AwsException.LogsParameter(
                "Invalid metric transformation: dimensions are taken from JSON or columns, and this pattern names neither.");
        }

        return WireNode.Of(
            ("filterName", name), ("filterPattern", pattern), ("logGroupName", group),
            ("metricTransformations", WireNode.List([transformation])));
    }

    public static MetricFilter ToFilter(WireNode filter)
    {
        WireNode transformation = filter.Items("metricTransformations")[0];
        return new MetricFilter
        {
            Pattern = FilterPatterns.Parse(filter.Text("filterPattern")),
            Namespace = transformation.Text("metricNamespace")!,
            Name = transformation.Text("metricName")!,
            Unit = transformation.Text("unit") ?? MetricUnits.None,
            Value = transformation.Text("metricValue")!,
            Default = transformation.Number("defaultValue"),
            Dimensions =
                [.. (transformation.Member("dimensions")?.Entries() ?? []).Select(
                    static pair => KeyValuePair.Create(pair.Key, (string)pair.Value.Value!))],
        };
    }

    private static WireNode Transformation(WireNode item)
    {
        string value = item.Text("metricValue") ?? throw AwsException.LogsParameter("metricValue is required.");
        if (!value.StartsWith('$') && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw AwsException.LogsParameter(
                $"Invalid metric transformation: metricValue must be a number or a selector such as $.bytes; found \"{value}\".");
        }

        List<KeyValuePair<string, WireNode>> dimensions = [.. item.Member("dimensions")?.Entries() ?? []];
        if (dimensions.Count > MaxDimensions || dimensions.Exists(
            static pair => pair.Value.Value is not string text || !text.StartsWith('$')))
        {
            throw AwsException.LogsParameter(
                $"Invalid metric transformation: at most {MaxDimensions} dimensions, each a selector such as $.route.");
        }

        if (dimensions.Count > 0 && item.Member("defaultValue") is not null)
        {
            throw AwsException.LogsParameter(
                "Invalid metric transformation: dimensions and default value are mutually exclusive properties.");
        }

        return WireNode.Of(
            ("metricName", item.Text("metricName") ?? throw AwsException.LogsParameter("metricName is required.")),
            ("metricNamespace", item.Text("metricNamespace") ?? throw AwsException.LogsParameter("metricNamespace is required.")),
            ("metricValue", value),
            ("defaultValue", item.Number("defaultValue") is { } number ? number : null),
            ("dimensions", dimensions.Count == 0 ? null : WireNode.Map(dimensions)),
            ("unit", MetricUnits.Check(item.Text("unit"), "metricTransformations")));
    }
}
