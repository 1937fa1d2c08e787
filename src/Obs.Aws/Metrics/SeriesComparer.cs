using System.Diagnostics.CodeAnalysis;
using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Recognizes one series in several windows.</summary>
internal sealed class SeriesComparer : IEqualityComparer<MetricSeries>
{
    public static readonly SeriesComparer Instance = new();

    public bool Equals(MetricSeries? x, MetricSeries? y) =>
        ReferenceEquals(x, y)
        || (x is not null
            && y is not null
            && x.InstrumentName == y.InstrumentName
            && x.MeterName == y.MeterName
            && x.Unit == y.Unit
            && x.Kind == y.Kind
            && (ReferenceEquals(x.Dimensions, y.Dimensions) || x.Dimensions.SequenceEqual(y.Dimensions)));

    public int GetHashCode([DisallowNull] MetricSeries obj)
    {
        var hash = default(HashCode);
        hash.Add(obj.MeterName);
        hash.Add(obj.InstrumentName);
        foreach (KeyValuePair<string, string> dimension in obj.Dimensions)
        {
            hash.Add(dimension.Key);
            hash.Add(dimension.Value);
        }

        return hash.ToHashCode();
    }
}
