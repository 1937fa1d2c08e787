namespace Obs.Local.MetricMath;

/// <summary>Chooses between two values point by point: <c>IF(condition, then, else)</c>, or without an else only where it holds.</summary>
internal static class IfFunction
{
    public static MathValue Choose(Arguments of, MathScope scope)
    {
        MathValue condition = of.Value(0, 3);
        MathValue then = of.Value(1, 3);
        MathValue? otherwise = of.Values.Count == 3 ? of.Value(2, 3) : null;
        if (condition.IsScalar)
        {
            return condition.Scalar != 0 ? then : otherwise ?? new TimeSeries("", scope.Period, []);
        }

        return condition.Each(series => series.With(series.Points
            .Select(point => KeyValuePair.Create(point.Key, At(point.Value != 0 ? then : otherwise, point.Key)))));
    }

    private static double At(MathValue? value, long time) => value is null ? double.NaN
        : value.IsScalar ? value.Scalar
        : value.Series.Count > 0 && value.Series[0].Points.TryGetValue(time, out double found) ? found : double.NaN;
}
