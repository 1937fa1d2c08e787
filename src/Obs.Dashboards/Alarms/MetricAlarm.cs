using System.Globalization;
using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>An alarm on a metric or an expression, as PutMetricAlarm takes it. Immutable.</summary>
public sealed class MetricAlarm
{
    /// <summary>The name, 1 to 255 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it means and what to do.</summary>
    public string Description { get; init; } = "";

    /// <summary>What it looks at; one query returns the value that is compared.</summary>
    public required IReadOnlyList<AlarmQuery> Queries { get; init; }

    /// <summary>When a value is beyond the threshold.</summary>
    public AlarmComparison Comparison { get; init; } = AlarmComparison.GreaterThanThreshold;

    /// <summary>The threshold, in the unit of the value.</summary>
    public required double Threshold { get; init; }

    /// <summary>Periods that are looked at. The default is 1.</summary>
    public int EvaluationPeriods { get; init; } = 1;

    /// <summary>How many of them must be beyond the threshold; all when null.</summary>
    public int? DatapointsToAlarm { get; init; }

    /// <summary>What a period without data means. By default it is within the threshold.</summary>
    public MissingData MissingData { get; init; } = MissingData.NotBreaching;

    /// <summary>ARNs of what is done when it goes off.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    internal JsonObject ToNode() => JsonMembers.Object(
        ("AlarmName", Name),
        ("AlarmDescription", Description),
        ("Metrics", new JsonArray([.. Queries.Select(static query => (JsonNode)query.ToNode())])),
        ("ComparisonOperator", Comparison.ToString()),
        ("Threshold", Threshold),
        ("EvaluationPeriods", EvaluationPeriods),
        ("DatapointsToAlarm", DatapointsToAlarm ?? EvaluationPeriods),
        ("TreatMissingData", ChoiceText.Of(MissingData)),
        ("AlarmActions", Actions.ToArrayNode()));

    internal static MetricAlarm Read(JsonObject json, string path)
    {
        // The short form of the API, for an alarm on one metric.
        List<AlarmQuery> queries = json.Text("MetricName") is null ? [] : [AlarmQuery.ReadShort(json, path)];
        foreach (JsonObject query in json.Objects("Metrics"))
        {
            queries.Add(AlarmQuery.Read(query, string.Create(CultureInfo.InvariantCulture, $"{path}.Metrics[{queries.Count}]")));
        }

        return new()
        {
            Name = json.Text("AlarmName") is { Length: > 0 } name
                ? name
                : throw new DashboardFormatException($"{path}.AlarmName", "an alarm has a name."),
            Description = json.Text("AlarmDescription") ?? "",
            Queries = queries,
            Comparison = Enum.TryParse(json.Text("ComparisonOperator"), out AlarmComparison comparison) && Enum.IsDefined(comparison)
                ? comparison
                : throw new DashboardFormatException(
                    $"{path}.ComparisonOperator", $"one of {string.Join(", ", Enum.GetNames<AlarmComparison>())} is expected."),
            Threshold = json.Number("Threshold") ?? throw new DashboardFormatException($"{path}.Threshold", "a number is expected."),
            EvaluationPeriods = json.Integer("EvaluationPeriods")
                ?? throw new DashboardFormatException($"{path}.EvaluationPeriods", "a whole number is expected."),
            DatapointsToAlarm = json.Integer("DatapointsToAlarm"),
            MissingData = json.Choice<MissingData>("TreatMissingData") ?? MissingData.Missing,
            Actions = json.Texts("AlarmActions"),
        };
    }
}
