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
        _buckets = new OpenMetricsBuckets(_chunk);
    }

    public void WriteTarget(MetricsOptions options)
    {
        var labels = new StringBuilder();
        OpenMetricsLabels.Append(labels, "service_name", options.ServiceName ?? "");
        OpenMetricsLabels.Append(labels.Append(','), "service_version", options.Version ?? "");
        OpenMetricsLabels.Append(labels.Append(','), "deployment_environment_name", options.Environment ?? "");
        _text.Write("# TYPE target info\ntarget_info{"u8).Write(labels.ToString()).Write("} 1\n"u8);
    }

    /// <summary>Writes the series that a query names, and ends the page.</summary>
    /// <param name="sorted">Those of a family together, as a scraper insists (<see cref="OpenMetricsSeries.CompareTo"/>).</param>
    /// <param name="query">The query.</param>
    public void Write(ReadOnlySpan<MetricSeries> sorted, MetricsQuery query)
    {
        if (query.Name is null)
        {
            WriteFamilies(sorted);
        }
        else
        {
            MetricSeries[] rented = ArrayPool<MetricSeries>.Shared.Rent(sorted.Length);
            int count = 0;
            foreach (MetricSeries series in sorted)
            {
                if (query.MatchesName(series.InstrumentName))
                {
                    rented[count++] = series;
                }
            }

            WriteFamilies(rented.AsSpan(0, count));
            ArrayPool<MetricSeries>.Shared.Return(rented, clearArray: true);
        }

        _text.Write("# EOF\n"u8);
        Flush();
    }

    public void Dispose()
    {
        _buckets.Dispose();
        _chunk.Dispose();
    }

    private static int LengthOfFamily(ReadOnlySpan<MetricSeries> sorted)
    {
        OpenMetricsSeries first = sorted[0].Identity.OpenMetrics;
        int length = 1;
        while (length < sorted.Length && sorted[length].Identity.OpenMetrics.IsOfFamily(first))
        {
            length++;
        }

        return length;
    }

    private void WriteFamilies(ReadOnlySpan<MetricSeries> sorted)
    {
        string? last = null;
        while (!sorted.IsEmpty)
        {
            ReadOnlySpan<MetricSeries> family = sorted[..LengthOfFamily(sorted)];
            OpenMetricsSeries first = family[0].Identity.OpenMetrics;

            // Two kinds of instrument under one name: a scraper refuses that, so the second gets a name of its own.
            WriteFamily(first.Family is Target || first.Family == last ? $"{first.Family}_{first.Type}" : first.Family, family);
            last = first.Family;
            sorted = sorted[family.Length..];
        }
    }

    private void WriteFamily(string familyName, ReadOnlySpan<MetricSeries> family)
    {
        byte[] name = Encoding.UTF8.GetBytes(familyName);
        _text.Write("# TYPE "u8).Write(name).Write(" "u8).Write(family[0].Identity.OpenMetrics.Type).Write("\n"u8);
        var range = new BucketRange();
        foreach (MetricSeries series in family)
        {
            if (series.Histogram is { } distribution)
            {
                range.Include(distribution);
            }
        }

        OpenMetricsSeries? last = null;
        foreach (MetricSeries series in family)
        {
            OpenMetricsSeries known = series.Identity.OpenMetrics;

            // Two series that a scraper cannot tell apart: it refuses the whole page, so the second is left out.
            if (last?.Labels.SequenceEqual(known.Labels) != true)
            {
                WriteSeries(name, known.Labels, series, range);
                last = known;
            }
        }
    }

    private void WriteSeries(ReadOnlySpan<byte> name, ReadOnlySpan<byte> labels, MetricSeries series, in BucketRange range)
    {
        if (series.Histogram is { } distribution)
        {
            _buckets.Write(name, labels, distribution, series.Exemplars, range);
            WriteSample(name, "_count"u8, labels).Write(series.Count).Write("\n"u8);
            WriteSample(name, "_sum"u8, labels).Write(series.Sum).Write("\n"u8);
        }
        else if (series.Kind == InstrumentKind.Counter)
        {
            WriteSample(name, "_total"u8, labels).Write(series.Sum).Write("\n"u8);
        }
        else
        {
            WriteSample(name, ""u8, labels).Write(series.Last).Write("\n"u8);
        }

        if (_chunk.WrittenCount >= ChunkBytes)
        {
            Flush();
        }
    }

    private Utf8Output WriteSample(ReadOnlySpan<byte> name, ReadOnlySpan<byte> suffix, ReadOnlySpan<byte> labels) =>
        _text.Write(name).Write(suffix).Write("{"u8).Write(labels).Write("} "u8);

    private void Flush()
    {
        _output.Write(_chunk.Written);
        _chunk.Clear();
    }
}
