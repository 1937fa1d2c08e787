using System.Text.Json;
using Obs.Local.Metrics;

namespace Obs.Local.Api;

/// <summary><c>/operations/series</c>: one service or operation over time.</summary>
internal sealed class SeriesView(RedMetrics red)
{
    private const long MaxPoints = 5_000;

    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        string service = query.Service ?? throw ApiException.Bad("service is required.");
        (long start, long period) = query.Periods(fallbackSeconds: 10, MaxPoints, "points");
        SortedDictionary<long, RedRow> rows = red.ReadSeries(
            new RedKey(service, query.Text("operation")), query.Environment, start, query.To, period);
        List<(long Time, RedRow? Row)> points = [];
        for (long time = start; time < query.To; time += period)
        {
            points.Add((time, rows.GetValueOrDefault(time)));
        }

        writer.WriteStartObject();
        writer.WriteNumber("period", period / 1_000);
        Write(writer, "timestamps", points, static point => point.Time);
        Write(writer, "count", points, static point => point.Row?.Count);
        Write(writer, "rate", points, point => point.Row?.Count * 1_000.0 / period);
        Write(writer, "error", points, static point => point.Row?.Errors);
        Write(writer, "fault", points, static point => point.Row?.Faults);
        Write(writer, "p50", points, static point => point.Row?.Latency.Percentile(50));
        Write(writer, "p90", points, static point => point.Row?.Latency.Percentile(90));
        Write(writer, "p95", points, static point => point.Row?.Latency.Percentile(95));
        Write(writer, "p99", points, static point => point.Row?.Latency.Percentile(99));
        Write(writer, "max", points, static point => point.Row?.Latency.Percentile(100));
        writer.WriteEndObject();
    }

    private static void Write(
        Utf8JsonWriter writer, string name, List<(long Time, RedRow? Row)> points, Func<(long Time, RedRow? Row), double?> value)
    {
        writer.WriteStartArray(name);
        foreach ((long, RedRow?) point in points)
        {
            if (value(point) is { } number && double.IsFinite(number))
            {
                writer.WriteNumberValue(Math.Round(number, 4));
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }
}
