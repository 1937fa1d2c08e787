using System.Text.Json;
using Obs.Local.Graph;

namespace Obs.Local.Api;

/// <summary>Numbers as the page reads them: milliseconds, null for what is not known, no more digits than mean something.</summary>
internal static class JsonNumbers
{
    public static double ToMilliseconds(double seconds) => Math.Round(seconds * 1_000, 3);

    public static void WriteOptional(this Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            writer.WriteNumber(name, Math.Round(number, 4));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void WriteCounts(this Utf8JsonWriter writer, IReadOnlyDictionary<string, long> counts)
    {
        writer.WriteStartObject();
        foreach ((string name, long count) in counts)
        {
            writer.WriteNumber(name, count);
        }

        writer.WriteEndObject();
    }

    /// <summary>Counts, rate and durations of a node or an edge.</summary>
    public static void WriteStatistics(this Utf8JsonWriter writer, CallStatistics statistics, double seconds)
    {
        writer.WriteNumber("total", statistics.Total);
        writer.WriteNumber("ok", statistics.Ok);
        writer.WriteNumber("error", statistics.Error);
        writer.WriteNumber("throttle", statistics.Throttle);
        writer.WriteNumber("fault", statistics.Fault);
        writer.WriteOptional("rate", statistics.Total / seconds);
        writer.WritePercentiles(static (calls, percent) => ((CallStatistics)calls).Percentile(percent) * 1_000, statistics);
    }

    public static void WritePercentiles(this Utf8JsonWriter writer, Func<object, double, double?> percentile, object of)
    {
        writer.WriteOptional("p50", percentile(of, 50));
        writer.WriteOptional("p90", percentile(of, 90));
        writer.WriteOptional("p95", percentile(of, 95));
        writer.WriteOptional("p99", percentile(of, 99));
        writer.WriteOptional("max", percentile(of, 100));
    }
}
