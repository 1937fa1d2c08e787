using System.Globalization;
using Obs.Local.Metrics;

namespace Obs.Local.MetricMath;

/// <summary>Functions that give or take several series.</summary>
internal static class ArrayFunctions
{
    public static MathValue Sort(Arguments of)
    {
        MathValue value = of.Series(0, 4);
        Func<IReadOnlyCollection<double>, double> by = SeriesFunctions.Reducer(of.Word(1, "AVG", "MAX", "MIN", "SUM", "STDDEV"));
        bool descending = of.Word(2, "ASC", "DESC") == "DESC";
        IEnumerable<TimeSeries> sorted = value.Series.Where(
            static series => series.Points.Count > 0).OrderBy(series => by(series.Points.Values));
        sorted = descending ? sorted.Reverse() : sorted;
        return MathValue.Of([.. of.Values.Count == 4 ? sorted.Take((int)of.Value(3, 4).Scalar) : sorted]);
    }

    /// <summary>Some of several series by their places; without an end one of them.</summary>
    public static MathValue Slice(Arguments of)
    {
        IReadOnlyList<TimeSeries> series = of.Series(0, 3).Series;
        int start = (int)of.Value(1, 3).Scalar;
        if (of.Values.Count == 3)
        {
            return MathValue.Of([.. series.Skip(start).Take((int)of.Value(2, 3).Scalar - start)]);
        }

        return start >= 0 && start < series.Count
            ? series[start]
            : throw new MathException($"SLICE has no series {start} of {series.Count}");
    }

    /// <summary>All metrics of the request, or those with a text in their id.</summary>
    public static MathValue Metrics(Arguments of, MathScope scope)
    {
        string part = of.Values.Count == 0 ? "" : of.Value(0, 1).Text ?? throw new MathException("the argument of METRICS must be a text");
        return MathValue.Of(
            [.. scope.Metrics.Where(id => id.Contains(part, StringComparison.Ordinal)).SelectMany(id => scope.Find(id).Series)]);
    }

    public static MathValue Search(Arguments of, MathScope scope)
    {
        string text = of.Value(0, 3).Text ?? throw new MathException("argument 1 of SEARCH must be a text in quotes");
        string statistic = of.Value(1, 3).Text ?? throw new MathException("argument 2 of SEARCH must be a statistic in quotes");
        double? seconds = of.Values.Count == 3 ? of.Value(2, 3).Scalar : null;
        return scope.Search is null ? throw new MathException("SEARCH is not allowed here")
            : seconds is { } given && !MetricPeriod.IsKnown(given)
                ? throw new MathException(
                    string.Create(CultureInfo.InvariantCulture, $"the period of SEARCH must be {MetricPeriod.Known}; found {given}"))
            : MathValue.Of(scope.Search(text, statistic, (long?)(seconds * 1_000) ?? scope.Period));
    }
}
