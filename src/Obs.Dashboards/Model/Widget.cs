using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>A widget of a dashboard. It keeps the JSON it was read from, so that members without a name here stay as they are. Not safe for
/// use by several threads while it changes.</summary>
public abstract class Widget
{
    private const int DefaultSize = 6;

    private protected Widget(string type)
        : this(new JsonObject { ["type"] = type, ["properties"] = new JsonObject() })
    {
    }

    private protected Widget(JsonObject json) => Json = json;

    /// <summary>The type as the body names it.</summary>
    public string Type => Json.Text("type")!;

    /// <summary>The column of the left edge, 0 to 23; null lets CloudWatch place it.</summary>
    public int? X { get => Json.Integer("x"); set => Json.SetInteger("x", value, 0, CloudWatchLimits.Columns - 1); }

    /// <summary>The row of the upper edge, from 0; null lets CloudWatch place it.</summary>
    public int? Y { get => Json.Integer("y"); set => Json.SetInteger("y", value, 0, int.MaxValue); }

    /// <summary>Columns, 1 to 24. The default is 6.</summary>
    public int Width
    {
        get => Json.Integer("width") ?? DefaultSize;
        set => Json.SetInteger("width", value, 1, CloudWatchLimits.Columns);
    }

    /// <summary>Rows, 1 to 1000. The default is 6.</summary>
    public int Height
    {
        get => Json.Integer("height") ?? DefaultSize;
        set => Json.SetInteger("height", value, 1, CloudWatchLimits.MaxHeight);
    }

    /// <summary>What stands above it.</summary>
    public string? Title { get => Properties.Text("title"); set => Properties.SetText("title", value); }

    internal JsonObject Json { get; }

    internal JsonObject Properties => Json.GetOrAddChild("properties");

    internal bool HasWidth => Json.ContainsKey("width");

    internal static Widget Of(JsonObject json) => json.Text("type") switch
    {
        "metric" => new MetricWidget(json),
        "text" => new TextWidget(json),
        "log" => new LogWidget(json),
        "alarm" => new AlarmWidget(json),
        "explorer" => new ExplorerWidget(json),
        "custom" => new CustomWidget(json),
        _ => new OtherWidget(json),
    };
}
