using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>A value marked across a graph, or a band between two. Not safe for use by several threads while it changes.</summary>
public sealed class HorizontalAnnotation
{
    private readonly JsonObject _first;
    private readonly JsonObject? _second;

    /// <summary>A line.</summary>
    /// <param name="value">Where, in the unit of the axis. Finite.</param>
    public HorizontalAnnotation(double value)
        : this([], second: null) => _first.SetNumber("value", value);

    /// <summary>A band.</summary>
    /// <param name="value">One edge, in the unit of the axis. Finite.</param>
    /// <param name="until">The other edge. Finite.</param>
    public HorizontalAnnotation(double value, double until)
        : this([], [])
    {
        _first.SetNumber("value", value);
        _second!.SetNumber("value", until);
    }

    private HorizontalAnnotation(JsonObject first, JsonObject? second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>Where it is, in the unit of the axis.</summary>
    public double? Value => _first.Number("value");

    /// <summary>The other edge of a band; null for a line.</summary>
    public double? Until => _second?.Number("value");

    /// <summary>What stands at it.</summary>
    public string? Label { get => _first.Text("label"); set => _first.SetText("label", value); }

    /// <summary>A colour as <c>#d62728</c>.</summary>
    public string? Color { get => _first.Text("color"); set => _first.SetText("color", value); }

    /// <summary>What is shaded beside a line.</summary>
    public HorizontalFill? Fill { get => _first.Choice<HorizontalFill>("fill"); set => _first.SetChoice("fill", value); }

    /// <summary>The axis; the left one when null.</summary>
    public AxisSide? YAxis { get => _first.Choice<AxisSide>("yAxis"); set => _first.SetChoice("yAxis", value); }

    /// <summary>Whether it is drawn; true when null.</summary>
    public bool? Visible { get => _first.Flag("visible"); set => _first.SetFlag("visible", value); }

    internal static HorizontalAnnotation? Of(JsonNode? json) => json switch
    {
        JsonObject line => new((JsonObject)line.DeepClone(), second: null),
        JsonArray { Count: 2 } band when band[0] is JsonObject first && band[1] is JsonObject second =>
            new((JsonObject)first.DeepClone(), (JsonObject)second.DeepClone()),
        _ => null,
    };

    internal JsonNode ToJson() => _second is null ? _first.DeepClone() : new JsonArray(_first.DeepClone(), _second.DeepClone());
}
