using System.Text;

namespace Obs.Metrics;

/// <summary>How OpenMetrics names a series: made once, since a scraper asks for all of them again and again. Immutable.</summary>
internal sealed class OpenMetricsSeries(SeriesIdentity series)
{
    private readonly byte[] _labels = Encoding.UTF8.GetBytes(OpenMetricsLabels.Of(series));

    public string Family { get; } = OpenMetricsName.Family(series);

    public string Type { get; } = series.Kind switch
    {
        InstrumentKind.Counter => "counter",
        InstrumentKind.Histogram => "histogram",
        _ => "gauge",
    };

    /// <summary>The labels without the braces, in UTF-8.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    public bool IsOfFamily(OpenMetricsSeries other) => Family == other.Family && Type == other.Type;

    /// <summary>The series of a family together, and what a scraper could not tell apart side by side.</summary>
    public int CompareTo(OpenMetricsSeries other)
    {
        int order = string.CompareOrdinal(Family, other.Family);
        order = order != 0 ? order : string.CompareOrdinal(Type, other.Type);
        return order != 0 ? order : Labels.SequenceCompareTo(other.Labels);
    }
}
