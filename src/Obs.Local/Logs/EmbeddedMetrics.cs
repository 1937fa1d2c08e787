using System.Text.Json;
using Obs.Local.Aws;
using Obs.Local.Aws.CloudWatch;
using Obs.Local.Metrics;

namespace Obs.Local.Logs;

/// <summary>Metrics inside log events, in the Embedded Metric Format: what <c>_aws.CloudWatchMetrics</c> names is taken out of the
/// event.</summary>
internal static class EmbeddedMetrics
{
    private const int MaxDimensions = 30;
    private const int MaxMetrics = 100;
    private const string Marker = "\"CloudWatchMetrics\"";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>The data in the events; what is not valid in an event is left out, as the service does it. Never throws.</summary>
    public static List<MetricDatum> Read(IReadOnlyList<LogEntry> entries)
    {
        List<MetricDatum> data = [];
        foreach (LogEntry entry in entries.Where(static entry => entry.Message.Contains(Marker, StringComparison.Ordinal)))
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(entry.Message, Options);
                Read(document.RootElement, entry.Time, data);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or AwsException)
            {
                // It names metrics and is none: it is still a log event.
            }
        }

        return data;
    }

    private static void Read(JsonElement root, long received, List<MetricDatum> data)
    {
        JsonElement aws = root.GetProperty("_aws");
        long time = aws.TryGetProperty("Timestamp", out JsonElement stamp) && stamp.TryGetInt64(out long given) ? given : received;
        foreach (JsonElement directive in aws.GetProperty("CloudWatchMetrics").EnumerateArray())
        {
            string space = directive.GetProperty("Namespace").GetString()!;
            IEnumerable<JsonElement> sets = directive.TryGetProperty("Dimensions", out JsonElement dimensions)
                ? dimensions.EnumerateArray()
                : [];
            List<string> written = [.. sets.Select(set => Dimension(root, set)).OfType<string>().DefaultIfEmpty(Dimensions.None)];
            foreach (JsonElement metric in directive.GetProperty("Metrics").EnumerateArray().Take(MaxMetrics))
            {
                string name = metric.GetProperty("Name").GetString()!;
                string unit = MetricUnits.Check(metric.TryGetProperty("Unit", out JsonElement found) ? found.GetString() : null, name);
                if (Measured(root, name) is { } measured)
                {
                    data.AddRange(written.Select(set => Datum(space, name, set, unit, time, measured)));
                }
            }
        }
    }

    /// <summary>Null when a member that the set names is not there.</summary>
    private static string? Dimension(JsonElement root, JsonElement set)
    {
        List<KeyValuePair<string, string>> dimensions = [];
        foreach (string name in set.EnumerateArray().Take(MaxDimensions).Select(static item => item.GetString()!))
        {
            if (!root.TryGetProperty(name, out JsonElement value))
            {
                return null;
            }

            dimensions.Add(KeyValuePair.Create(name, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()));
        }

        return dimensions.Count == 0 ? Dimensions.None : Dimensions.Format(dimensions);
    }

    /// <summary>Null when the member is not there or has no numbers in it.</summary>
    private static MeasuredValues? Measured(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        // Values that came more than once stand once, with how often they came.
        if (value.ValueKind == JsonValueKind.Object)
        {
            double[] distinct = value.TryGetProperty("Values", out JsonElement values) ? Numbers(values) : [];
            double[] counts = value.TryGetProperty("Counts", out JsonElement found) ? Numbers(found) : [];
            return distinct.Length > 0 && distinct.Length == counts.Length && counts.All(static count => count > 0)
                ? Ordered(distinct, counts)
                : null;
        }

        return Numbers(value) is { Length: > 0 } numbers ? Ordered(numbers, [.. numbers.Select(static _ => 1d)]) : null;
    }

    private static double[] Numbers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? [
                .. value.EnumerateArray()
                    .Where(static item => item.ValueKind == JsonValueKind.Number)
                    .Select(static item => item.GetDouble())
                    .Where(double.IsFinite),
            ]
        : value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()) ? [value.GetDouble()] : [];

    private static MeasuredValues Ordered(double[] values, double[] counts)
    {
        List<IGrouping<double, double>> groups =
            [.. values.Zip(counts).GroupBy(static pair => pair.First, static pair => pair.Second).OrderBy(static group => group.Key)];
        return MeasuredValues.Of([.. groups.Select(static group => group.Key)], [.. groups.Select(static group => group.Sum())]);
    }

    private static MetricDatum Datum(string space, string name, string dimensions, string unit, long time, MeasuredValues measured) =>
        new()
        {
            Namespace = space,
            Name = name,
            Dimensions = dimensions,
            Unit = unit,
            Time = time,
            Count = measured.Count,
            Sum = measured.Sum,
            Min = measured.Min,
            Max = measured.Max,
            Distribution = measured.Distribution,
        };
}
