using System.Globalization;
using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>Reads a catalogue and says where it is none.</summary>
internal static class CatalogueReader
{
    public const int Version = 1;

    public static MetricCatalogue Read(JsonObject json)
    {
        if (json.Integer("version") != Version)
        {
            throw new DashboardFormatException("$.version", $"a catalogue of version {Version} is expected.");
        }

        string service = Required(json, "service", "$");
        JsonArray metrics = json["metrics"] as JsonArray ?? throw new DashboardFormatException("$.metrics", "the metrics are an array.");
        List<CataloguedMetric> read = [];
        for (int i = 0; i < metrics.Count; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"$.metrics[{i}]");
            CataloguedMetric metric = ReadMetric(
                metrics[i] as JsonObject ?? throw new DashboardFormatException(path, "a metric is an object."), path);
            if (read.Exists(other => other.Namespace == metric.Namespace && other.Name == metric.Name))
            {
                throw new DashboardFormatException(path, $"{metric.Namespace} {metric.Name} stands here for the second time.");
            }

            read.Add(metric);
        }

        return new(service, read, ReadLogs(json.Child("logs") ?? []));
    }

    private static CataloguedMetric ReadMetric(JsonObject json, string path)
    {
        MetricKind kind = json.Choice<MetricKind>("kind")
            ?? throw new DashboardFormatException($"{path}.kind", "a metric is of the kind distribution or statistics.");
        JsonArray sets = json["dimensionSets"] as JsonArray
            ?? throw new DashboardFormatException($"{path}.dimensionSets", "the sets of dimensions are an array.");
        List<DimensionSet> read = [];
        for (int i = 0; i < sets.Count; i++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{path}.dimensionSets[{i}]");
            read.Add(
                ReadSet(sets[i] as JsonObject ?? throw new DashboardFormatException(place, "a set of dimensions is an object."), place));
        }

        return new(Required(json, "namespace", path), Required(json, "name", path), Required(json, "unit", path), kind, read);
    }

    private static DimensionSet ReadSet(JsonObject json, string path)
    {
        IReadOnlyList<string> names = TextArray(json["names"], $"{path}.names");
        if (json["series"] is not JsonArray series)
        {
            return new(names, []);
        }

        List<IReadOnlyList<string>> read = [];
        for (int i = 0; i < series.Count; i++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{path}.series[{i}]");
            IReadOnlyList<string> values = TextArray(series[i], place);
            read.Add(values.Count == names.Count ? values : throw new DashboardFormatException(
                place, string.Create(
                    CultureInfo.InvariantCulture, $"a series has a value for each of {names.Count} dimensions; found {values.Count}.")));
        }

        return new(names, read);
    }

    private static LogCatalogue ReadLogs(JsonObject json)
    {
        var fields = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach ((string name, JsonNode? type) in json.Child("fields") ?? [])
        {
            fields[name] = type.AsText() switch
            {
                "number" => true,
                "text" => false,
                _ => throw new DashboardFormatException($"$.logs.fields.{name}", "a field is a number or a text."),
            };
        }

        return new(json.Texts("groups"), fields);
    }

    private static IReadOnlyList<string> TextArray(JsonNode? node, string path) =>
        node is JsonArray array && array.All(static item => item.AsText() is not null)
            ? [.. array.Select(static item => item.AsText()!)]
            : throw new DashboardFormatException(path, "an array of texts is expected.");

    private static string Required(JsonObject json, string name, string path) =>
        json.Text(name) is { Length: > 0 } text
            ? text
            : throw new DashboardFormatException($"{path}.{name}", "a text that is not empty is expected.");
}
