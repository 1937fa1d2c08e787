using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>Text in Markdown.</summary>
public sealed class TextWidget : Widget
{
    /// <summary>A text.</summary>
    /// <param name="markdown">The text.</param>
    public TextWidget(string markdown)
        : base("text")
    {
        ArgumentNullException.ThrowIfNull(markdown);
        Markdown = markdown;
    }

    internal TextWidget(JsonObject json)
        : base(json)
    {
    }

    /// <summary>The text.</summary>
    public string? Markdown { get => Properties.Text("markdown"); set => Properties.SetText("markdown", value); }

    /// <summary>What lies behind it.</summary>
    public TextBackground? Background
    {
        get => Properties.Choice<TextBackground>("background");
        set => Properties.SetChoice("background", value);
    }
}
