using System.Globalization;
using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>Alarms that belong together. As a file: <c>MetricAlarms</c> and <c>CompositeAlarms</c>, each entry the input of PutMetricAlarm
/// or PutCompositeAlarm; Terraform reads the same file. Immutable.</summary>
public sealed class AlarmSet
{
    /// <summary>Puts alarms together, in order of their names.</summary>
    /// <param name="metricAlarms">Alarms on metrics.</param>
    /// <param name="compositeAlarms">Alarms on those.</param>
    public AlarmSet(IEnumerable<MetricAlarm> metricAlarms, IEnumerable<CompositeAlarm> compositeAlarms)
    {
        MetricAlarms = [.. metricAlarms.OrderBy(static a => a.Name, StringComparer.Ordinal)];
        CompositeAlarms = [.. compositeAlarms.OrderBy(static a => a.Name, StringComparer.Ordinal)];
    }

    /// <summary>Alarms on metrics, by name.</summary>
    public IReadOnlyList<MetricAlarm> MetricAlarms { get; }

    /// <summary>Alarms on other alarms, by name.</summary>
    public IReadOnlyList<CompositeAlarm> CompositeAlarms { get; }

    /// <summary>The alarms a person should see: composite ones, and metric alarms that no composite one speaks of.</summary>
    public IReadOnlyList<string> ShownNames
    {
        get
        {
            HashSet<string> parts = [.. CompositeAlarms.SelectMany(static alarm => AlarmRuleText.NamesOrNone(alarm.Rule))];
            return [.. CompositeAlarms.Select(static a => a.Name),
                .. MetricAlarms.Select(static a => a.Name).Where(name => !parts.Contains(name))];
        }
    }

    /// <summary>Reads a file of alarms.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="DashboardFormatException">It is not one; the message says where.</exception>
    public static AlarmSet Parse(string json)
    {
        JsonObject set = BodyReader.Read(json, "A set of alarms");
        if (!set.HasArray("MetricAlarms") && !set.HasArray("CompositeAlarms"))
        {
            throw new DashboardFormatException("$", "a set of alarms has MetricAlarms or CompositeAlarms.");
        }

        return new(
            [.. set.Objects("MetricAlarms")
                .Select(static (alarm, i) => MetricAlarm.Read(alarm, string.Create(CultureInfo.InvariantCulture, $"$.MetricAlarms[{i}]")))],
            [.. set.Objects("CompositeAlarms")
                .Select(static (alarm, i) =>
                    CompositeAlarm.Read(alarm, string.Create(CultureInfo.InvariantCulture, $"$.CompositeAlarms[{i}]")))]);
    }

    /// <summary>Both sets as one.</summary>
    /// <param name="other">The other set.</param>
    public AlarmSet With(AlarmSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(MetricAlarms.Concat(other.MetricAlarms), CompositeAlarms.Concat(other.CompositeAlarms));
    }

    /// <summary>The file.</summary>
    public string ToJson() => BodyWriter.Write(
        JsonMembers.Object(
            ("MetricAlarms", new JsonArray([.. MetricAlarms.Select(static a => (JsonNode)a.ToNode())])),
            ("CompositeAlarms", new JsonArray([.. CompositeAlarms.Select(static a => (JsonNode)a.ToNode())]))),
        indented: true);
}
