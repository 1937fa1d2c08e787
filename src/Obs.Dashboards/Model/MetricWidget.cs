using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>Metrics as lines, numbers, a gauge, bars, slices or a table.</summary>
public sealed class MetricWidget : Widget
{
    /// <summary>A widget without metrics yet.</summary>
    public MetricWidget()
        : base("metric")
    {
    }

    internal MetricWidget(JsonObject json)
        : base(json)
    {
    }

    /// <summary>The rows, up to 500, written out in full. Setting them replaces them all.</summary>
    /// <exception cref="DashboardFormatException">On reading: the body has rows that cannot be understood.</exception>
    public IReadOnlyList<WidgetMetric> Metrics
    {
        get => Properties["metrics"] is JsonArray rows ? [.. MetricRows.Read(rows, "$.properties.metrics")] : [];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Properties["metrics"] = new JsonArray([.. value.Select(static metric => (JsonNode)metric.ToJson())]);
        }
    }

    /// <summary>How it is shown; as lines when null.</summary>
    public MetricView? View { get => Properties.Choice<MetricView>("view"); set => Properties.SetChoice("view", value); }

    /// <summary>Whether the lines of a graph are stacked.</summary>
    public bool? Stacked { get => Properties.Flag("stacked"); set => Properties.SetFlag("stacked", value); }

    /// <summary>The region of the metrics, as <c>eu-west-1</c>.</summary>
    public string? Region { get => Properties.Text("region"); set => Properties.SetText("region", value); }

    /// <summary>The account of the metrics, where it is not one's own.</summary>
    public string? AccountId { get => Properties.Text("accountId"); set => Properties.SetText("accountId", value); }

    /// <summary>The statistic of rows that name none, as <c>Sum</c> or <c>p99</c>; <c>Average</c> when null.</summary>
    public string? Stat { get => Properties.Text("stat"); set => Properties.SetText("stat", value); }

    /// <summary>Seconds of a period of rows that name none: 1, 5, 10, 30 or a multiple of 60; 300 when null.</summary>
    public int? PeriodSeconds { get => Properties.Integer("period"); set => Properties.SetInteger("period", value, 1, 86_400 * 365); }

    /// <summary>Whether a number is that of the whole time range.</summary>
    public bool? SetPeriodToTimeRange
    {
        get => Properties.Flag("setPeriodToTimeRange");
        set => Properties.SetFlag("setPeriodToTimeRange", value);
    }

    /// <summary>Whether a number has its course drawn behind it.</summary>
    public bool? Sparkline { get => Properties.Flag("sparkline"); set => Properties.SetFlag("sparkline", value); }

    /// <summary>Whether the period that is not over yet is shown.</summary>
    public bool? LiveData { get => Properties.Flag("liveData"); set => Properties.SetFlag("liveData", value); }

    /// <summary>A time zone as <c>+0130</c>.</summary>
    public string? Timezone { get => Properties.Text("timezone"); set => Properties.SetText("timezone", value); }

    /// <summary>Where the legend stands.</summary>
    public LegendPosition? Legend
    {
        get => Properties.Child("legend")?.Choice<LegendPosition>("position");
        set => Properties.GetOrAddChild("legend").SetChoice("position", value);
    }

    /// <summary>The scale on the left.</summary>
    public YAxis? LeftAxis { get => Axis("left"); set => SetAxis("left", value); }

    /// <summary>The scale on the right.</summary>
    public YAxis? RightAxis { get => Axis("right"); set => SetAxis("right", value); }

    /// <summary>How a table is laid out; null for CloudWatch's own way.</summary>
    public TableLayout? Table
    {
        get => Properties.Child("table") is { } table ? new TableLayout(table) : null;
        set => Properties.Put("table", value?.Json.DeepClone());
    }

    /// <summary>Values marked across the graph. Setting them replaces them all.</summary>
    public IReadOnlyList<HorizontalAnnotation> HorizontalAnnotations
    {
        get => [.. Annotations("horizontal").Select(HorizontalAnnotation.Of).OfType<HorizontalAnnotation>()];
        set => SetAnnotations("horizontal", value.Select(static a => a.ToJson()));
    }

    /// <summary>Moments marked on the graph. Setting them replaces them all.</summary>
    public IReadOnlyList<VerticalAnnotation> VerticalAnnotations
    {
        get => [.. Annotations("vertical").Select(VerticalAnnotation.Of).OfType<VerticalAnnotation>()];
        set => SetAnnotations("vertical", value.Select(static a => a.ToJson()));
    }

    /// <summary>The ARN of an alarm whose metric the widget shows instead of metrics of its own.</summary>
    public string? AlarmArn
    {
        get => Annotations("alarms").FirstOrDefault().AsText();
        set => SetAnnotations("alarms", value is null ? [] : [JsonValue.Create(value)]);
    }

    private YAxis? Axis(string side) => Properties.Child("yAxis")?.Child(side) is { } json ? new YAxis(json) : null;

    private void SetAxis(string side, YAxis? value) => Properties.GetOrAddChild("yAxis").Put(side, value?.Json.DeepClone());

    private JsonArray Annotations(string kind) => Properties.Child("annotations")?[kind] as JsonArray ?? [];

    private void SetAnnotations(string kind, IEnumerable<JsonNode> annotations)
    {
        JsonNode[] nodes = [.. annotations];
        Properties.GetOrAddChild("annotations").Put(kind, nodes.Length == 0 ? null : new JsonArray(nodes));
        if (Properties.Child("annotations") is { Count: 0 })
        {
            Properties.Remove("annotations");
        }
    }
}
