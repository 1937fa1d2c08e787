using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>What one service really emits, or all that a backend received: metrics with their dimensions, and the fields of log lines.
/// Immutable.</summary>
/// <remarks>As a file it is a small JSON document, the same for the same content; <c>docs/guide/dashboards.md</c> describes it.</remarks>
public sealed class MetricCatalogue
{
    /// <summary>Describes a service.</summary>
    /// <param name="service">Its name, as the dimension <c>Service</c> has it.</param>
    /// <param name="metrics">Its metrics.</param>
    /// <param name="logs">Its logs.</param>
    public MetricCatalogue(string service, IReadOnlyList<CataloguedMetric> metrics, LogCatalogue logs)
        : this(metrics, logs)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        Service = service;
    }

    private MetricCatalogue(IReadOnlyList<CataloguedMetric> metrics, LogCatalogue logs)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(logs);
        Metrics = [.. metrics.OrderBy(static m => m.Namespace, StringComparer.Ordinal).ThenBy(static m => m.Name, StringComparer.Ordinal)];
        Logs = logs;
    }

    /// <summary>The name of the service; empty in a catalogue of all that was received.</summary>
    public string Service { get; } = "";

    /// <summary>Its metrics, by namespace and name.</summary>
    public IReadOnlyList<CataloguedMetric> Metrics { get; }

    /// <summary>Its logs.</summary>
    public LogCatalogue Logs { get; }

    /// <summary>The environments that its metrics name, sorted.</summary>
    public IReadOnlyList<string> Environments =>
        [.. Metrics.SelectMany(static m => m.DimensionSets).SelectMany(static s => s.Values("Environment")).Distinct()
            .Order(StringComparer.Ordinal)];

    /// <summary>Whether what a catalogue lacks was received from nobody, and not just not from one service.</summary>
    internal bool IsOfAll => Service.Length == 0;

    /// <summary>A catalogue of all that a backend received, whoever sent it: to lint with. It is of no service, so that nothing can be
    /// rendered from it and no file made of it can be read again.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="logs">The logs.</param>
    public static MetricCatalogue OfAll(IReadOnlyList<CataloguedMetric> metrics, LogCatalogue logs) => new(metrics, logs);

    /// <summary>Reads a catalogue.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="DashboardFormatException">It is not a catalogue; the message says where.</exception>
    public static MetricCatalogue Parse(string json) => CatalogueReader.Read(BodyReader.Read(json, "A catalogue"));

    /// <summary>The metric of a name, or null.</summary>
    /// <param name="metricNamespace">The namespace.</param>
    /// <param name="name">The name.</param>
    public CataloguedMetric? Find(string metricNamespace, string name) =>
        Metrics.FirstOrDefault(metric => metric.Namespace == metricNamespace && metric.Name == name);

    /// <summary>The document.</summary>
    public string ToJson() => BodyWriter.Write(
        new JsonObject
        {
            ["version"] = CatalogueReader.Version,
            ["service"] = Service,
            ["metrics"] = new JsonArray([.. Metrics.Select(ToNode)]),
            ["logs"] = new JsonObject
            {
                ["groups"] = Logs.Groups.ToArrayNode(),
                ["fields"] = new JsonObject(
                    Logs.Fields.Select(static f => KeyValuePair.Create(f.Key, (JsonNode?)(f.Value ? "number" : "text")))),
            },
        },
        indented: true);

    private static JsonNode ToNode(CataloguedMetric metric) => new JsonObject
    {
        ["namespace"] = metric.Namespace,
        ["name"] = metric.Name,
        ["unit"] = metric.Unit,
        ["kind"] = ChoiceText.Of(metric.Kind),
        ["dimensionSets"] = new JsonArray([.. metric.DimensionSets.Select(static set => (JsonNode)new JsonObject
        {
            ["names"] = set.Names.ToArrayNode(),
            ["series"] = new JsonArray([.. set.Series.Select(static values => (JsonNode)values.ToArrayNode())]),
        })]),
    };
}
