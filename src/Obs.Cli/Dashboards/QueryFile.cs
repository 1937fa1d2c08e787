using System.Globalization;
using System.Text;
using System.Text.Json;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary>A list of saved queries: a JSON array of <c>{name, query, logGroups}</c>.</summary>
internal static class QueryFile
{
    public static IReadOnlyList<DashboardFinding> Check(string text, MetricCatalogue? catalogue)
    {
        using var document = JsonDocument.Parse(text);
        List<DashboardFinding> findings = [];
        int index = 0;
        foreach (JsonElement item in document.RootElement.EnumerateArray())
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"$[{index++}]");
            if (item.ValueKind != JsonValueKind.Object
                || !item.TryGetProperty("query", out JsonElement query) || query.ValueKind != JsonValueKind.String
                || !item.TryGetProperty("logGroups", out JsonElement groups) || groups.ValueKind != JsonValueKind.Array)
            {
                throw new DashboardFormatException(place, "a query has a name, a query and logGroups.");
            }

            string[] names = [.. groups.EnumerateArray().Where(static g => g.ValueKind == JsonValueKind.String)
                .Select(static g => g.GetString()!)];
            findings.AddRange(DashboardLint.Check(query.GetString()!, names, catalogue).Select(finding => finding.Under(place)));
        }

        return findings;
    }

    /// <summary>The queries of a dashboard, each under the title of its widget.</summary>
    public static string Write(Dashboard dashboard)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (LogWidget widget in dashboard.Widgets.OfType<LogWidget>())
            {
                json.WriteStartObject();
                json.WriteString("name", widget.Title);
                json.WriteString("query", widget.Query);
                json.WriteStartArray("logGroups");
                foreach (string group in widget.LogGroups)
                {
                    json.WriteStringValue(group);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
