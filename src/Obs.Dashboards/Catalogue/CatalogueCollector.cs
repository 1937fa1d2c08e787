using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>Makes a catalogue out of what Obs.Local has received. Not safe for use by several threads.</summary>
public sealed class CatalogueCollector
{
    /// <summary>Series kept for each set of dimensions; more tell nothing new about a metric.</summary>
    private const int MaxSeries = 200;

    private readonly string _service;
    private readonly Dictionary<(string Namespace, string Name), (string Unit, MetricKind Kind)> _metrics = [];
    private readonly Dictionary<(string Namespace, string Name, string Names),
        (string[] Names, HashSet<string> Keys, List<string[]> Series)> _sets = [];
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _fields = new(StringComparer.Ordinal);

    /// <summary>Collects what one service emits.</summary>
    /// <param name="service">Its name, as the dimension <c>Service</c> and the log field <c>service</c> have it.</param>
    public CatalogueCollector(string service)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        _service = service;
    }

    /// <summary>Takes in an answer of <c>GET /api/local/metrics</c>. Series of other services are left out.</summary>
    /// <param name="json">The answer.</param>
    /// <exception cref="DashboardFormatException">It is not such an answer.</exception>
    public void AddMetrics(string json)
    {
        JsonObject answer = BodyReader.Read(json, "The list of metrics");
        if (answer["metrics"] is not JsonArray)
        {
            throw new DashboardFormatException("$.metrics", "the metrics are an array.");
        }

        foreach (JsonObject metric in answer.Objects("metrics"))
        {
            JsonObject dimensions = metric.Child("dimensions") ?? [];
            if (metric.Text("namespace") is { Length: > 0 } space && metric.Text("name") is { Length: > 0 } name
                && dimensions.Text("Service") == _service)
            {
                _metrics[(space, name)] = (
                    metric.Text("unit") is { Length: > 0 } unit ? unit : "None",
                    metric.Choice<MetricKind>("kind") ?? MetricKind.Distribution);
                AddSeries(space, name, dimensions.Select(static d => (d.Key, d.Value.AsText() ?? "")));
            }
        }
    }

    /// <summary>Takes in an answer of <c>GET /api/local/logs</c>. Entries of other services are left out.</summary>
    /// <param name="json">The answer.</param>
    /// <exception cref="DashboardFormatException">It is not such an answer.</exception>
    public void AddLogs(string json)
    {
        JsonObject answer = BodyReader.Read(json, "The list of log entries");
        if (answer["entries"] is not JsonArray)
        {
            throw new DashboardFormatException("$.entries", "the log entries are an array.");
        }

        foreach (JsonObject entry in answer.Objects("entries").Where(entry => entry.Text("service") == _service))
        {
            if (entry.Text("group") is { Length: > 0 } group)
            {
                _groups.Add(group);
            }

            AddFields(entry.Text("raw") ?? "");
        }
    }

    /// <summary>The catalogue of everything taken in so far.</summary>
    /// <exception cref="DashboardFormatException">Nothing of the service was among it.</exception>
    public MetricCatalogue ToCatalogue()
    {
        if (_metrics.Count == 0)
        {
            throw new DashboardFormatException(
                "$.metrics", $"no metric bears the dimension Service = {_service}; is it the name, and has the service published yet?");
        }

        return new(_service, [.. _metrics.Select(metric => new CataloguedMetric(
            metric.Key.Namespace, metric.Key.Name, metric.Value.Unit, metric.Value.Kind,
            [.. _sets.Where(set => (set.Key.Namespace, set.Key.Name) == metric.Key)
                .Select(static set => new DimensionSet(set.Value.Names, set.Value.Series))]))],
            new LogCatalogue([.. _groups], _fields));
    }

    // The order of publication tells nothing: the store keeps dimensions sorted. Environment and Service first is how people read them.
    private void AddSeries(string space, string name, IEnumerable<(string Name, string Value)> unsorted)
    {
        (string Name, string Value)[] dimensions =
            [.. unsorted.OrderBy(static d => Rank(d.Name)).ThenBy(static d => d.Name, StringComparer.Ordinal)];
        (string, string, string) key = (space, name, string.Join('\n', dimensions.Select(static d => d.Name)));
        if (!_sets.TryGetValue(key, out (string[] Names, HashSet<string> Keys, List<string[]> Series) set))
        {
            _sets.Add(key, set = ([.. dimensions.Select(static d => d.Name)], new HashSet<string>(StringComparer.Ordinal), []));
        }

        string[] values = [.. dimensions.Select(static d => d.Value)];
        if (set.Series.Count < MaxSeries && set.Keys.Add(string.Join('\n', values)))
        {
            set.Series.Add(values);
        }
    }

    private static int Rank(string dimension) => dimension switch
    {
        "Environment" => 0,
        "Service" => 1,
        "Operation" => 2,
        _ => 3,
    };

    private void AddFields(string line)
    {
        try
        {
            Learn("", JsonNode.Parse(line));
        }
        catch (System.Text.Json.JsonException)
        {
            // A line that is not JSON has no fields.
        }
    }

    private void Learn(string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                foreach ((string name, JsonNode? value) in json)
                {
                    Learn(path.Length == 0 ? name : $"{path}.{name}", value);
                }

                break;
            case JsonValue value when path.Length > 0:
                _fields[path] = value.GetValueKind() != System.Text.Json.JsonValueKind.String || _fields.GetValueOrDefault(path);
                break;
            default:
                break;
        }
    }
}
