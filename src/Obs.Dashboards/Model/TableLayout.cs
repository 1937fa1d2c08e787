using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>How the table of a metric widget is laid out. Not safe for use by several threads while it changes.</summary>
public sealed class TableLayout
{
    /// <summary>CloudWatch's own way, until something is set.</summary>
    public TableLayout()
        : this([])
    {
    }

    internal TableLayout(JsonObject json) => Json = json;

    /// <summary>Whether metrics are rows and not columns; true when null.</summary>
    public bool? IsHorizontal
    {
        get => Json.Text("layout") is { } layout ? layout == "horizontal" : null;
        set => Json.SetText("layout", value switch { null => null, true => "horizontal", false => "vertical" });
    }

    /// <summary>Whether the columns of summaries stay in sight; false when null.</summary>
    public bool? StickySummary { get => Json.Flag("stickySummary"); set => Json.SetFlag("stickySummary", value); }

    /// <summary>Whether the values of each period are shown; true when null.</summary>
    public bool? ShowTimeSeriesData { get => Json.Flag("showTimeSeriesData"); set => Json.SetFlag("showTimeSeriesData", value); }

    /// <summary>Summaries to show: <c>MIN</c>, <c>MAX</c>, <c>SUM</c>, <c>AVG</c>.</summary>
    public IReadOnlyList<string> SummaryColumns { get => Json.Texts("summaryColumns"); set => Json.SetTexts("summaryColumns", value); }

    internal JsonObject Json { get; }
}
