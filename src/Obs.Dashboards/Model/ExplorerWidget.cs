using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>Metrics of resources that bear certain tags.</summary>
public sealed class ExplorerWidget : Widget
{
    /// <summary>An explorer without metrics yet.</summary>
    public ExplorerWidget()
        : base("explorer")
    {
    }

    internal ExplorerWidget(JsonObject json)
        : base(json)
    {
    }

    /// <summary>What to show: the metric's name, the type of its resource (<c>AWS::EC2::Instance</c>) and the statistic.</summary>
    public IReadOnlyList<(string MetricName, string ResourceType, string Stat)> Metrics
    {
        get => [.. Properties.Objects("metrics")
            .Select(static m => (m.Text("metricName") ?? "", m.Text("resourceType") ?? "", m.Text("stat") ?? ""))];
        set => Properties["metrics"] = new JsonArray([.. value.Select(static m =>
            (JsonNode)new JsonObject { ["metricName"] = m.MetricName, ["resourceType"] = m.ResourceType, ["stat"] = m.Stat })]);
    }

    /// <summary>The tags a resource must have, with the value or, where that is null, with any.</summary>
    public IReadOnlyList<(string Key, string? Value)> Labels
    {
        get => [.. Properties.Objects("labels").Select(static l => (l.Text("key") ?? "", l.Text("value")))];
        set => Properties["labels"] = new JsonArray([.. value.Select(static l => (JsonNode)(l.Value is null
            ? new JsonObject { ["key"] = l.Key }
            : new JsonObject { ["key"] = l.Key, ["value"] = l.Value }))]);
    }

    /// <summary>The tag whose values get a graph each.</summary>
    public string? SplitBy { get => Properties.Text("splitBy"); set => Properties.SetText("splitBy", value); }

    /// <summary>The tag whose values are taken together, and the function (<c>AVG</c>, <c>MIN</c>, <c>MAX</c>, <c>SUM</c>) that does
    /// it.</summary>
    public (string Key, string Function)? AggregateBy
    {
        get => Properties.Child("aggregateBy") is { } by ? (by.Text("key") ?? "", by.Text("func") ?? "") : null;
        set => Properties.Put("aggregateBy", value is { } by ? new JsonObject { ["key"] = by.Key, ["func"] = by.Function } : null);
    }

    /// <summary>Seconds of a period, a multiple of 60; 300 when null.</summary>
    public int? PeriodSeconds { get => Properties.Integer("period"); set => Properties.SetInteger("period", value, 1, 86_400 * 365); }

    /// <summary>The region of the resources.</summary>
    public string? Region { get => Properties.Text("region"); set => Properties.SetText("region", value); }
}
