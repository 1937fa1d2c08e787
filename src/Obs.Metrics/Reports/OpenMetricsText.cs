using System.Buffers;
using System.Text;

namespace Obs.Metrics;

/// <summary>Writes OpenMetrics 1.0 text: counters, gauges, and histograms with exemplars. One page; not safe for use by several
/// threads.</summary>
/// <remarks>Line by line in rented room, which is passed on whenever it is full enough: what is beyond the page is as much for ten series
/// as for thousands.</remarks>
internal sealed class OpenMetricsText : IDisposable
{
    private const int ChunkBytes = 32 << 10;
    private const string Target = "target";

    private readonly IBufferWriter<byte> _output;
    private readonly RentedOutput _chunk = new(2 * ChunkBytes);
    private readonly Utf8Output _text;
    private readonly OpenMetricsBuckets _buckets;

    public OpenMetricsText(IBufferWriter<byte> output)
    {
        _output = output;
        _text = new Utf8Output(_chunk);
        _buckets = new OpenMetricsBuckets(_text);
    }

    public void WriteTarget(MetricsOptions options)
    {
        var labels = new StringBuilder();
        OpenMetricsLabels.Append(labels, "service_name", options.ServiceName ?? "");
        OpenMetricsLabels.Append(labels.Append(','), "service_version", options.Version ?? "");
        OpenMetricsLabels.Append(labels.Append(','), "deployment_environment_name", options.Environment ?? "");
        _text.Write("# TYPE target info\ntarget_info{"u8).Write(labels.ToString()).Write("} 1\n"u8);
    }

    /// <summary>Writes the series that a query names, those of a family together, as a scraper insists, and ends the page.</summary>
    public void Write(MetricWindow totals, MetricsQuery query)
    {
        MetricSeries[] rented = ArrayPool<MetricSeries>.Shared.Rent(totals.Sorted.Length);
        int count = 0;
        foreach (MetricSeries series in totals.Sorted)
        {
            if (query.MatchesName(series.InstrumentName))
            {
                rented[count++] = series;
            }
        }

        Span<MetricSeries> all = rented.AsSpan(0, count);
        all.Sort(static (one, other) => Compare(one.Identity, other.Identity));
        WriteFamilies(all);
        ArrayPool<MetricSeries>.Shared.Return(rented, clearArray: true);
        _text.Write("# EOF\n"u8);
        Flush();
    }

    public void Dispose() => _chunk.Dispose();

    private static int Compare(SeriesIdentity one, SeriesIdentity other)
    {
        int order = one.OpenMetrics.CompareTo(other.OpenMetrics);
        return order != 0 ? order : one.CompareTo(other);
    }

    private void WriteFamilies(ReadOnlySpan<MetricSeries> sorted)
    {
        OpenMetricsSeries? last = null;
        string name = "";
        foreach (MetricSeries series in sorted)
        {
            OpenMetricsSeries known = series.Identity.OpenMetrics;
            if (last?.IsOfFamily(known) != true)
            {
                name = NameOf(known, last);
                _text.Write("# TYPE "u8).Write(name).Write(" "u8).Write(known.Type).Write("\n"u8);
            }

            // Two series that a scraper cannot tell apart: it refuses the whole page, so the second is left out.
            else if (last.Labels.SequenceEqual(known.Labels))
            {
                continue;
            }

            WriteSeries(name, known.Labels, series);
            last = known;
            if (_chunk.WrittenCount >= ChunkBytes)
            {
                Flush();
            }
        }
    }

    // Two kinds of instrument under one name: a scraper refuses that too, so the second gets a name of its own.
    private static string NameOf(OpenMetricsSeries series, OpenMetricsSeries? last) =>
        series.Family == Target || series.Family == last?.Family ? $"{series.Family}_{series.Type}" : series.Family;

    private void WriteSeries(string name, ReadOnlySpan<byte> labels, MetricSeries series)
    {
        if (series.Histogram is { } distribution)
        {
            _buckets.Write(name, labels, distribution, series.Exemplars);
            WriteSample(name, "_count"u8, labels, series.Count);
            WriteSample(name, "_sum"u8, labels, series.Sum);
        }
        else if (series.Kind == InstrumentKind.Counter)
        {
            WriteSample(name, "_total"u8, labels, series.Sum);
        }
        else
        {
            WriteSample(name, ""u8, labels, series.Last);
        }
    }

    private void WriteSample(string name, ReadOnlySpan<byte> suffix, ReadOnlySpan<byte> labels, double value) =>
        _text.Write(name).Write(suffix).Write("{"u8).Write(labels).Write("} "u8).Write(value).Write("\n"u8);

    private void Flush()
    {
        _output.Write(_chunk.Written);
        _chunk.Clear();
    }
}
