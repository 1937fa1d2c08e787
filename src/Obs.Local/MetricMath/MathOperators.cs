namespace Obs.Local.MetricMath;

/// <summary>Operators between numbers and series. Where one of two series has no value it counts as 0; dividing by 0 gives no
/// value.</summary>
internal static class MathOperators
{
    public static MathValue Apply(string symbol, MathValue left, MathValue right)
    {
        Func<double, double, double> compute = Function(symbol);
        if (left.IsScalar && right.IsScalar)
        {
            return compute(left.Scalar, right.Scalar);
        }

        if (left.IsScalar)
        {
            return right.Each(series => series.Map(value => compute(left.Scalar, value)));
        }

        if (right.IsScalar)
        {
            return left.Each(series => series.Map(value => compute(value, right.Scalar)));
        }

        if (left.IsArray && right.IsArray)
        {
            return left.Series.Count == right.Series.Count
                ? MathValue.Of([.. left.Series.Zip(right.Series, (a, b) => Join(a, b, compute))])
                : throw new MathException($"{left.Series.Count} and {right.Series.Count} series cannot be put together one by one");
        }

        return right.IsArray ? right.Each(series => Join(left.Series[0], series, compute).Labelled(series.Label))
            : left.Each(series => Join(series, right.Series[0], compute));
    }

    private static TimeSeries Join(TimeSeries left, TimeSeries right, Func<double, double, double> compute) =>
        left.With(left.Points.Keys.Union(right.Points.Keys)
            .Select(time => KeyValuePair.Create(time, compute(left.Points.GetValueOrDefault(time), right.Points.GetValueOrDefault(time)))));

    private static Func<double, double, double> Function(string symbol) => symbol switch
    {
        "+" => static (a, b) => a + b,
        "-" => static (a, b) => a - b,
        "*" => static (a, b) => a * b,
        "/" => static (a, b) => b == 0 ? double.NaN : a / b,
        "^" => static (a, b) => Math.Pow(a, b),
        "==" => static (a, b) => a == b ? 1 : 0,
        "!=" => static (a, b) => a != b ? 1 : 0,
        "<" => static (a, b) => a < b ? 1 : 0,
        "<=" => static (a, b) => a <= b ? 1 : 0,
        ">" => static (a, b) => a > b ? 1 : 0,
        ">=" => static (a, b) => a >= b ? 1 : 0,
        "&&" => static (a, b) => a != 0 && b != 0 ? 1 : 0,
        _ => static (a, b) => a != 0 || b != 0 ? 1 : 0,
    };
}
