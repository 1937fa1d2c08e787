using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>What a Lambda function draws.</summary>
public sealed class CustomWidget : Widget
{
    /// <summary>A widget that a function draws.</summary>
    /// <param name="endpoint">The ARN of the function.</param>
    public CustomWidget(string endpoint)
        : base("custom")
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        Endpoint = endpoint;
    }

    internal CustomWidget(JsonObject json)
        : base(json)
    {
    }

    /// <summary>The ARN of the function.</summary>
    public string? Endpoint { get => Properties.Text("endpoint"); set => Properties.SetText("endpoint", value); }

    /// <summary>Whether it is drawn again when people refresh; true when null.</summary>
    public bool? UpdateOnRefresh { get => UpdateOn("refresh"); set => SetUpdateOn("refresh", value); }

    /// <summary>Whether it is drawn again when its size changes; true when null.</summary>
    public bool? UpdateOnResize { get => UpdateOn("resize"); set => SetUpdateOn("resize", value); }

    /// <summary>Whether it is drawn again when the time range changes; true when null.</summary>
    public bool? UpdateOnTimeRange { get => UpdateOn("timeRange"); set => SetUpdateOn("timeRange", value); }

    /// <summary>Gives the function a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public CustomWidget WithParameter(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Properties.GetOrAddChild("params").SetText(name, value);
        return this;
    }

    private bool? UpdateOn(string occasion) => Properties.Child("updateOn")?.Flag(occasion);

    private void SetUpdateOn(string occasion, bool? value) => Properties.GetOrAddChild("updateOn").SetFlag(occasion, value);
}
