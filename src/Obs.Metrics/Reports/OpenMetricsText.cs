using System.Globalization;
using System.Text;

namespace Obs.Metrics;

/// <summary>Writes OpenMetrics 1.0 text: counters, gauges, and histograms with exemplars.</summary>
internal static class OpenMetricsText
{
    public static void WriteTarget(Utf8Output text, MetricsOptions options)
    {
        var labels = new StringBuilder();
        OpenMetricsLabels.Append(labels, "service_name", options.ServiceName ?? "");
        OpenMetricsLabels.Append(labels.Append(','), "service_version", options.Version ?? "");
        OpenMetricsLabels.Append(labels.Append(','), "deployment_environment_name", options.Environment ?? "");
        text.Write("# TYPE target info\ntarget_info{"u8).Write(labels.ToString()).Write("} 1\n"u8);
    }

    /// <summary>Writes every series, those of a family together, as a scraper insists.</summary>
    public static void Write(Utf8Output text, IEnumerable<MetricSeries> all)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { "target" };
        foreach (IGrouping<(string Name, string Type), MetricSeries> family in all
            .GroupBy(static s => (Name: OpenMetricsName.Family(s), Type: TypeOf(s)))
            .OrderBy(static f => f.Key.Name, StringComparer.Ordinal))
        {
            // Two kinds of instrument under one name: a scraper refuses the whole page, so the second gets a name of its own.
            string name = taken.Add(family.Key.Name) ? family.Key.Name : $"{family.Key.Name}_{family.Key.Type}";
            text.Write("# TYPE "u8).Write(name).Write(" "u8).Write(family.Key.Type).Write("\n"u8);
            var written = new HashSet<string>(StringComparer.Ordinal);
            foreach (MetricSeries series in family)
            {
                string labels = OpenMetricsLabels.Of(series);
                if (written.Add(labels))
                {
                    WriteSeries(text, name, labels, series);
                }
            }
        }

        text.Write("# EOF\n"u8);
    }

    private static string TypeOf(MetricSeries series) => series.Kind switch
    {
        InstrumentKind.Counter => "counter",
        InstrumentKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static void WriteSeries(Utf8Output text, string name, string labels, MetricSeries series)
    {
        if (series.Histogram is { } distribution)
        {
            WriteBuckets(text, name, labels, distribution, series.Exemplars);
            WriteSample(text, name, "_count", labels, series.Count);
            WriteSample(text, name, "_sum", labels, series.Sum);
        }
        else if (series.Kind == InstrumentKind.Counter)
        {
            WriteSample(text, name, "_total", labels, series.Sum);
        }
        else
        {
            WriteSample(text, name, "", labels, series.Last);
        }
    }

    private static void WriteSample(Utf8Output text, string name, string suffix, string labels, double value) =>
        text.Write(name).Write(suffix).Write("{"u8).Write(labels).Write("} "u8).Write(value).Write("\n"u8);

    private static void WriteBuckets(
        Utf8Output text, string name, string labels, HistogramSnapshot distribution, IReadOnlyList<Exemplar> exemplars)
    {
        var buckets = new NativeBuckets(distribution);
        long seen = buckets.ZeroCount;
        if (seen > 0)
        {
            WriteBucket(text, name, labels, "0.0", seen, exemplar: null);
        }

        for (int i = 0; i < buckets.Counts.Length; i++)
        {
            seen += buckets.Counts[i];
            int index = buckets.First + i;
            Exemplar? exemplar = exemplars.FirstOrDefault(e => e.Value > 0 && buckets.IndexOf(e.Value) == index);
            WriteBucket(text, name, labels, Bound(buckets.BoundOf(index)), seen, exemplar);
        }

        WriteBucket(text, name, labels, "+Inf", distribution.Count, exemplar: null);
    }

    private static void WriteBucket(Utf8Output text, string name, string labels, string bound, long count, Exemplar? exemplar)
    {
        text.Write(name).Write("_bucket{"u8).Write(labels).Write(",le=\""u8).Write(bound).Write("\"} "u8).Write(count);
        if (exemplar is not null)
        {
            text.Write(" # {trace_id=\""u8).Write(exemplar.TraceId.ToHexString())
                .Write("\",span_id=\""u8).Write(exemplar.SpanId.ToHexString()).Write("\"} "u8).Write(exemplar.Value)
                .Write(" "u8).Write(exemplar.Timestamp.ToUnixTimeMilliseconds() / 1_000.0);
        }

        text.Write("\n"u8);
    }

    // The canonical form: 1 is written 1.0.
    private static string Bound(double bound)
    {
        string text = bound.ToString(CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }
}
