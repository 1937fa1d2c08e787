using System.Text;

namespace Obs.Metrics;

/// <summary>The dimensions of a series as the labels of a sample, without the braces.</summary>
internal static class OpenMetricsLabels
{
    // Tells two meters apart that both have an instrument of the name.
    private const string Scope = "otel_scope_name";
    private const string BucketBound = "le";

    public static string Of(SeriesIdentity series)
    {
        var text = new StringBuilder();
        Append(text, Scope, series.MeterName);
        var used = new HashSet<string>(StringComparer.Ordinal) { Scope, BucketBound };
        foreach (KeyValuePair<string, string> dimension in series.Dimensions)
        {
            string label = OpenMetricsName.Label(dimension.Key);
            while (!used.Add(label))
            {
                label += "_";
            }

            text.Append(',');
            Append(text, label, dimension.Value);
        }

        return text.ToString();
    }

    public static void Append(StringBuilder text, string label, string value)
    {
        text.Append(label).Append("=\"");
        foreach (char character in value)
        {
            _ = character switch
            {
                '\\' => text.Append("\\\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append("\\n"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
