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

    /// <summary>Tells this series from others, without a string of its own: two that hash alike share one place under the ceiling, which
    /// no bill will show.</summary>
    public ulong Key
    {
        get
        {
            ulong hash = Append(Append(14695981039346656037, Namespace), MetricName);
            foreach (KeyValuePair<string, string> dimension in Dimensions)
            {
                hash = Append(Append(hash, dimension.Key), dimension.Value);
            }

            return hash;
        }
    }

    /// <summary>The same with one dimension more.</summary>
    public DatumHead With(string dimension, string value) => this with
    {
        Dimensions = [.. Dimensions, new(dimension, CloudWatchText.DimensionValue(value))],
    };

    // FNV-1a over the characters, and a character that is in no name to tell where one text ends.
    private static ulong Append(ulong hash, string text)
    {
        foreach (char c in text)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return (hash ^ '\n') * 1099511628211;
    }
}
