using System.Text.Json.Nodes;

namespace Obs.Dashboards;

/// <summary>A widget of a type that has no class here; it is kept and written as it was read.</summary>
public sealed class OtherWidget : Widget
{
    internal OtherWidget(JsonObject json)
        : base(json)
    {
    }
}
