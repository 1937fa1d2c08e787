namespace Obs.Aws.Metrics;

/// <summary>Everything about a datum except its values. Names and values are in CloudWatch's form.</summary>
internal readonly struct DatumHead
{
    public required string Namespace { get; init; }

    public required string MetricName { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Dimensions { get; init; }

    /// <summary>The start of the window: CloudWatch, too, names a period by its start.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    public required string Unit { get; init; }
}
