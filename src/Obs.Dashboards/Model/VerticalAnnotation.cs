using System.Globalization;
using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>A moment marked on a graph, such as a deployment, or the time between two. Not safe for use by several threads while it
/// changes.</summary>
public sealed class VerticalAnnotation
{
    private readonly JsonObject _first;
    private readonly JsonObject? _second;

    /// <summary>A line.</summary>
    /// <param name="time">When.</param>
    public VerticalAnnotation(DateTimeOffset time)
        : this([], second: null) => _first.SetText("value", Text(time));

    /// <summary>A stretch of time.</summary>
    /// <param name="time">Its beginning.</param>
    /// <param name="until">Its end.</param>
    public VerticalAnnotation(DateTimeOffset time, DateTimeOffset until)
        : this([], [])
    {
        _first.SetText("value", Text(time));
        _second!.SetText("value", Text(until));
    }

    private VerticalAnnotation(JsonObject first, JsonObject? second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>When it is; null when the body has what is not a time.</summary>
    public DateTimeOffset? Time => Parse(_first);

    /// <summary>The end of a stretch of time; null for a line.</summary>
    public DateTimeOffset? Until => _second is null ? null : Parse(_second);

    /// <summary>What stands at it.</summary>
    public string? Label { get => _first.Text("label"); set => _first.SetText("label", value); }

    /// <summary>A colour as <c>#d62728</c>.</summary>
    public string? Color { get => _first.Text("color"); set => _first.SetText("color", value); }

    /// <summary>What is shaded beside a line.</summary>
    public VerticalFill? Fill { get => _first.Choice<VerticalFill>("fill"); set => _first.SetChoice("fill", value); }

    /// <summary>Whether it is drawn; true when null.</summary>
    public bool? Visible { get => _first.Flag("visible"); set => _first.SetFlag("visible", value); }

    internal static VerticalAnnotation? Of(JsonNode? json) => json switch
    {
        JsonObject line => new((JsonObject)line.DeepClone(), second: null),
        JsonArray { Count: 2 } band when band[0] is JsonObject first && band[1] is JsonObject second =>
            new((JsonObject)first.DeepClone(), (JsonObject)second.DeepClone()),
        _ => null,
    };

    internal JsonNode ToJson() => _second is null ? _first.DeepClone() : new JsonArray(_first.DeepClone(), _second.DeepClone());

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Parse(JsonObject json) => DateTimeOffset.TryParse(
        json.Text("value"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
