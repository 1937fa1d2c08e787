using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>A choice above the dashboard that changes its widgets. Not safe for use by several threads while it changes.</summary>
public sealed class DashboardVariable
{
    /// <summary>The default that stands for the first value a search finds.</summary>
    public const string First = "__FIRST";

    private DashboardVariable(JsonObject json) => Json = json;

    /// <summary>Property or pattern; null when the body has another.</summary>
    public VariableType? Type => Json.Choice<VariableType>("type");

    /// <summary>The property it changes: the name of a dimension, <c>region</c>, <c>accountId</c>.</summary>
    public string? Property => Json.Text("property");

    /// <summary>The text it replaces, wherever it stands.</summary>
    public string? Pattern => Json.Text("pattern");

    /// <summary>Its name, unique in the dashboard, 1 to 32 characters.</summary>
    public string? Id => Json.Text("id");

    /// <summary>What people see, up to 30 characters.</summary>
    public string? Label { get => Json.Text("label"); set => Json.SetText("label", value); }

    /// <summary>How it is chosen.</summary>
    public VariableInput? Input { get => Json.Choice<VariableInput>("inputType"); set => Json.SetChoice("inputType", value); }

    /// <summary>The value at first; <see cref="First"/> for the first one found.</summary>
    public string? DefaultValue { get => Json.Text("defaultValue"); set => Json.SetText("defaultValue", value); }

    /// <summary>Whether it is shown.</summary>
    public bool? Visible { get => Json.Flag("visible"); set => Json.SetFlag("visible", value); }

    /// <summary>The search that finds the values: a schema in braces and a metric.</summary>
    public string? Search => Json.Text("search");

    /// <summary>The dimension whose values the search offers.</summary>
    public string? PopulateFrom => Json.Text("populateFrom");

    /// <summary>The values to choose from, up to 500; empty where a search finds them.</summary>
    public IReadOnlyList<string> Values => [.. Json.Objects("values").Select(static v => v.Text("value")).OfType<string>()];

    internal JsonObject Json { get; }

    /// <summary>A variable that changes a property of all widgets.</summary>
    /// <param name="id">Its name, 1 to 32 characters.</param>
    /// <param name="property">The property: the name of a dimension, <c>region</c>, <c>accountId</c>.</param>
    public static DashboardVariable OfProperty(string id, string property) => Of(VariableType.Property, id, "property", property);

    /// <summary>A variable that replaces a text wherever it stands in the body.</summary>
    /// <param name="id">Its name, 1 to 32 characters.</param>
    /// <param name="pattern">The text.</param>
    public static DashboardVariable OfPattern(string id, string pattern) => Of(VariableType.Pattern, id, "pattern", pattern);

    /// <summary>Offers these values.</summary>
    /// <param name="values">1 to 500 values.</param>
    public DashboardVariable WithValues(params IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Json["values"] = new JsonArray(
            [.. values.Select(static value => (JsonNode)new JsonObject { ["value"] = value, ["label"] = value })]);
        return this;
    }

    /// <summary>Offers the values of a dimension that a search finds.</summary>
    /// <param name="search">A schema in braces and a metric, as <c>{Obs,Environment,Service} MetricName="Latency"</c>.</param>
    /// <param name="populateFrom">A dimension of that schema.</param>
    public DashboardVariable WithSearch(string search, string populateFrom)
    {
        ArgumentException.ThrowIfNullOrEmpty(search);
        ArgumentException.ThrowIfNullOrEmpty(populateFrom);
        Json.SetText("search", search);
        Json.SetText("populateFrom", populateFrom);
        return this;
    }

    internal static DashboardVariable Of(JsonObject json) => new(json);

    private static DashboardVariable Of(VariableType type, string id, string member, string changes)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(changes);
        if (id.Length > CloudWatchLimits.VariableId)
        {
            throw new ArgumentException($"An id has up to {CloudWatchLimits.VariableId} characters; found {id.Length}.", nameof(id));
        }

        return new(new JsonObject
        {
            ["type"] = ChoiceText.Of(type),
            [member] = changes,
            ["id"] = id,
            ["inputType"] = "select",
            ["visible"] = true,
        });
    }
}
