using System.Text.Json;
using Obs.Local.Metrics;

namespace Obs.Local.Api;

/// <summary><c>/operations/heat</c>: how the durations of one service or operation are distributed, period by period.</summary>
internal sealed class HeatView(RedMetrics red)
{
    private const long MaxColumns = 500;
    private const int BandsPerPower = 6; // 10^(1/6): each band ends 47 % above its begin.

    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        string service = query.Service ?? throw ApiException.Bad("service is required.");
        (long start, long period) = query.Periods(fallbackSeconds: 60, MaxColumns, "columns");
        SortedDictionary<long, RedRow> rows = red.ReadSeries(
            new RedKey(service, query.Text("operation")), query.Environment, start, query.To, period);
        writer.WriteStartObject();
        writer.WriteNumber("period", period / 1_000);
        writer.WriteNumber("bandsPerPower", BandsPerPower);
        writer.WriteStartArray("columns");
        foreach ((long time, RedRow row) in rows)
        {
            Write(writer, time, row.Latency);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Bands by their number: band <c>n</c> holds what is longer than 10^(n/6) milliseconds and at most 10^((n+1)/6); the first
    /// also what is shorter.</summary>
    private static void Write(Utf8JsonWriter writer, long time, MetricBucket latency)
    {
        writer.WriteStartObject();
        writer.WriteNumber("time", time);
        writer.WriteStartArray("bands");
        if (latency.Count > 0 && latency.Max > 0)
        {
            int first = Band(Math.Max(latency.Min, 0.001));
            for (int band = first; band <= Band(latency.Max); band++)
            {
                double from = band == first ? double.NegativeInfinity : Edge(band);
                if (latency.Range(new ValueRange(from, Edge(band + 1), IsPercent: false)) is { Count: > 0 } inside)
                {
                    writer.WriteStartArray();
                    writer.WriteNumberValue(band);
                    writer.WriteNumberValue(Math.Round(inside.Count, 2));
                    writer.WriteEndArray();
                }
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static int Band(double milliseconds) => (int)Math.Ceiling((Math.Log10(milliseconds) * BandsPerPower) - 1e-9) - 1;

    private static double Edge(int band) => Math.Pow(10, band / (double)BandsPerPower);
}
