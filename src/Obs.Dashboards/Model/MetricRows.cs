using System.Globalization;
using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>Reads the rows of a metric widget, in which <c>"."</c> stands for the value above and <c>"..."</c> for the rest of the row
/// above.</summary>
internal static class MetricRows
{
    public static IEnumerable<WidgetMetric> Read(JsonArray rows, string path)
    {
        List<string> above = [];
        for (int i = 0; i < rows.Count; i++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            JsonArray row = rows[i] as JsonArray ?? throw new DashboardFormatException(place, "a metric is an array.");
            JsonObject options = row.LastOrDefault() is JsonObject last ? (JsonObject)last.DeepClone() : [];
            if (row.Count == 1 && options.ContainsKey("expression"))
            {
                yield return new WidgetMetric(series: null, options);
                continue;
            }

            above = Expand(row, above, place);
            yield return new WidgetMetric(Series(above, place), options);
        }
    }

    private static List<string> Expand(JsonArray row, List<string> above, string place)
    {
        List<string> parts = [];
        List<string?> written = [.. row.Take(row.LastOrDefault() is JsonObject ? row.Count - 1 : row.Count)
            .Select(static item => item.AsText())];
        for (int i = 0; i < written.Count; i++)
        {
            switch (written[i])
            {
                case null:
                    throw new DashboardFormatException(place, "a metric is made of texts, with an object of options at its end.");
                case ".":
                    parts.Add(above.ElementAtOrDefault(parts.Count)
                        ?? throw new DashboardFormatException(place, "\".\" repeats a value above, and there is none."));
                    break;
                case "...":
                    // It stands for as many values as the row above has and this one does not name.
                    int missing = above.Count - parts.Count - (written.Count - i - 1);
                    if (missing < 0)
                    {
                        throw new DashboardFormatException(place, "\"...\" repeats the row above, which is shorter than this one.");
                    }

                    parts.AddRange(above.Skip(parts.Count).Take(missing));
                    break;
                default:
                    parts.Add(written[i]!);
                    break;
            }
        }

        return parts;
    }

    private static SeriesId Series(List<string> parts, string place)
    {
        if (parts.Count < 2 || parts.Count % 2 != 0 || parts.Count > 2 + (2 * CloudWatchLimits.Dimensions) || parts.Contains(""))
        {
            throw new DashboardFormatException(place,
                $"a metric is a namespace, a name and up to {CloudWatchLimits.Dimensions} dimensions, each a name and a value; found [{string.Join(", ", parts)}].");
        }

        return new(parts[0], parts[1], [.. parts.Skip(2).Chunk(2).Select(static d => (d[0], d[1]))]);
    }
}
