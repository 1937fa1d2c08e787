using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>The scale of an axis. Not safe for use by several threads while it changes.</summary>
public sealed class YAxis
{
    /// <summary>A scale that CloudWatch chooses, until its bounds are set.</summary>
    public YAxis()
        : this([])
    {
    }

    internal YAxis(JsonObject json) => Json = json;

    /// <summary>The lowest value shown, in the unit of the metrics.</summary>
    public double? Min { get => Json.Number("min"); set => Json.SetNumber("min", value); }

    /// <summary>The highest value shown, in the unit of the metrics.</summary>
    public double? Max { get => Json.Number("max"); set => Json.SetNumber("max", value); }

    /// <summary>What stands beside the axis.</summary>
    public string? Label { get => Json.Text("label"); set => Json.SetText("label", value); }

    /// <summary>Whether the unit is shown; true when null.</summary>
    public bool? ShowUnits { get => Json.Flag("showUnits"); set => Json.SetFlag("showUnits", value); }

    internal JsonObject Json { get; }
}
