using System.Globalization;
using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>Whether a JSON object has the shape of a dashboard body. Values are the linter's matter.</summary>
internal static class BodyShape
{
    public static void Check(JsonObject json)
    {
        if (json["widgets"] is not JsonArray widgets)
        {
            throw new DashboardFormatException("$", "a dashboard has an array of widgets; this is something else.");
        }

        CheckObjects(widgets, "$.widgets", "a widget");
        for (int i = 0; i < widgets.Count; i++)
        {
            CheckWidget((JsonObject)widgets[i]!, string.Create(CultureInfo.InvariantCulture, $"$.widgets[{i}]"));
        }

        if (json.TryGetPropertyValue("variables", out JsonNode? variables))
        {
            JsonArray items = variables as JsonArray ?? throw new DashboardFormatException("$.variables", "variables are an array.");
            CheckObjects(items, "$.variables", "a variable");
        }
    }

    private static void CheckWidget(JsonObject widget, string path)
    {
        if (widget.Text("type") is not { Length: > 0 } type)
        {
            throw new DashboardFormatException($"{path}.type", "a widget names its type.");
        }

        if (widget["properties"] is not JsonObject properties)
        {
            throw new DashboardFormatException($"{path}.properties", "the properties of a widget are an object.");
        }

        if (type == "metric" && properties.TryGetPropertyValue("metrics", out JsonNode? metrics))
        {
            string place = $"{path}.properties.metrics";
            JsonArray rows = metrics as JsonArray ?? throw new DashboardFormatException(place, "metrics are an array of arrays.");
            _ = MetricRows.Read(rows, place).Count();
        }
    }

    private static void CheckObjects(JsonArray items, string path, string what)
    {
        for (int i = 0; i < items.Count; i++)
        {
            if (items[i] is not JsonObject)
            {
                throw new DashboardFormatException(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), $"{what} is an object.");
            }
        }
    }
}
