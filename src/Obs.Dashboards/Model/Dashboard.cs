using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>A CloudWatch dashboard: built in code, or read from a body. The same content always renders to the same text. Not safe for use
/// by several threads while it changes.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html"/></remarks>
public sealed class Dashboard
{
    private readonly JsonObject _json;

    /// <summary>A dashboard without widgets yet.</summary>
    public Dashboard()
        : this([])
    {
    }

    private Dashboard(JsonObject json) => _json = json;

    /// <summary>The widgets, up to 500, in the order of the body.</summary>
    public IList<Widget> Widgets { get; } = [];

    /// <summary>The choices above it, up to 25.</summary>
    public IList<DashboardVariable> Variables { get; } = [];

    /// <summary>The beginning of the time shown at first: <c>-PT3H</c>, <c>-P7D</c> or a moment in ISO 8601; three hours when
    /// null.</summary>
    public string? Start { get => _json.Text("start"); set => _json.SetText("start", value); }

    /// <summary>The end of the time shown at first, a moment in ISO 8601; now when null.</summary>
    public string? End { get => _json.Text("end"); set => _json.SetText("end", value); }

    /// <summary>Whether graphs keep their own period.</summary>
    public PeriodOverride? PeriodOverride
    {
        get => _json.Choice<PeriodOverride>("periodOverride");
        set => _json.SetChoice("periodOverride", value);
    }

    /// <summary>Reads a body. Nothing of it is lost: members without a name here are written again as they were.</summary>
    /// <param name="body">The JSON that CloudWatch keeps.</param>
    /// <exception cref="DashboardFormatException">It is not a dashboard; the message says where.</exception>
    public static Dashboard Parse(string body)
    {
        JsonObject json = BodyReader.Read(body, "A dashboard body");
        BodyShape.Check(json);
        var dashboard = new Dashboard(json);
        foreach (JsonObject widget in Take(json, "widgets"))
        {
            dashboard.Widgets.Add(Widget.Of(widget));
        }

        foreach (JsonObject variable in Take(json, "variables"))
        {
            dashboard.Variables.Add(DashboardVariable.Of(variable));
        }

        return dashboard;
    }

    /// <summary>Adds widgets side by side below everything placed so far. Those without a width share what the others leave of the 24
    /// columns; what does not fit goes on below.</summary>
    /// <param name="height">Rows of each widget, 1 to 1000.</param>
    /// <param name="widgets">The widgets, from left to right.</param>
    /// <returns>This dashboard.</returns>
    public Dashboard AddRow(int height, params IReadOnlyList<Widget> widgets)
    {
        ArgumentNullException.ThrowIfNull(widgets);
        Grid.Place(Widgets, height, widgets);
        return this;
    }

    /// <summary>The body as one line, as PutDashboard takes it.</summary>
    public string ToJson() => BodyWriter.Write(ToNode(expand: false), indented: false);

    /// <summary>The body as a file that people compare: indented, members in one order, widgets from top to bottom, a metric to a line and
    /// written out in full.</summary>
    public string ToSnapshot() => BodyWriter.Write(ToNode(expand: true), indented: true);

    /// <inheritdoc/>
    public override string ToString() => ToJson();

    internal JsonObject ToNode(bool expand)
    {
        var json = (JsonObject)_json.DeepClone();
        IEnumerable<Widget> widgets = expand
            ? Widgets.OrderBy(static w => w.Y ?? int.MaxValue).ThenBy(static w => w.X ?? int.MaxValue)
            : Widgets;
        json["widgets"] = new JsonArray([.. widgets.Select(widget => expand ? Expanded(widget) : widget.Json.DeepClone())]);
        if (Variables.Count > 0 || json.ContainsKey("variables"))
        {
            json["variables"] = new JsonArray([.. Variables.Select(static variable => variable.Json.DeepClone())]);
        }

        return json;
    }

    private static JsonNode Expanded(Widget widget)
    {
        JsonNode json = widget.Json.DeepClone();
        if (widget is MetricWidget { Metrics: { Count: > 0 } metrics })
        {
            json["properties"]!["metrics"] = new JsonArray([.. metrics.Select(static metric => (JsonNode)metric.ToJson())]);
        }

        return json;
    }

    // A node has one parent: taken out of the body, it can belong to its widget, and the members around it stay where they are.
    private static JsonObject[] Take(JsonObject json, string member)
    {
        if (json[member] is not JsonArray array)
        {
            return [];
        }

        JsonObject[] items = [.. array.OfType<JsonObject>()];
        array.Clear();
        return items;
    }
}
