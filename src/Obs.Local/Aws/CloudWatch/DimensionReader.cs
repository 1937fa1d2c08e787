using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Reads and checks the dimensions of a datum or a metric.</summary>
internal static class DimensionReader
{
    private const int MaxDimensions = 30;
    private const int MaxLength = 1_024;

    /// <returns>As <see cref="Dimensions"/> writes them.</returns>
    public static string Read(WireNode node, string path)
    {
        IReadOnlyList<WireNode> items = node.Items("Dimensions");
        if (items.Count > MaxDimensions)
        {
            throw AwsException.InvalidValue(
                $"The collection {path}.Dimensions must not have a size greater than {MaxDimensions}; found {items.Count}.");
        }

        var dimensions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (WireNode item in items)
        {
            string name = item.Text("Name") ?? throw AwsException.Missing(path + ".Dimensions.Name");
            string value = item.Text("Value") ?? throw AwsException.Missing(path + ".Dimensions.Value");
            if (name.Length is 0 or > MaxLength || value.Length is 0 or > MaxLength || !dimensions.TryAdd(name, value))
            {
                throw AwsException.InvalidValue(
                    $"The dimension \"{name}\" of {path} is invalid: names and values have 1 to {MaxLength} characters and a name stands once.");
            }
        }

        return dimensions.Count == 0 ? Dimensions.None : Dimensions.Format(dimensions);
    }

    public static WireNode Write(string dimensions) => WireNode.List(
        Dimensions.Parse(dimensions).Select(static pair => WireNode.Of(("Name", pair.Key), ("Value", pair.Value))));
}
