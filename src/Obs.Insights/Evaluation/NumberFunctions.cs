using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>Functions on numbers. What does not read as a number gives no value.</summary>
internal static class NumberFunctions
{
    public static FieldValue Abs(FieldValue[] arguments) => Apply(arguments, Math.Abs);

    public static FieldValue Ceil(FieldValue[] arguments) => Apply(arguments, Math.Ceiling);

    public static FieldValue Floor(FieldValue[] arguments) => Apply(arguments, Math.Floor);

    public static FieldValue Log(FieldValue[] arguments) => Apply(arguments, Math.Log);

    public static FieldValue Sqrt(FieldValue[] arguments) => Apply(arguments, Math.Sqrt);

    public static FieldValue Greatest(FieldValue[] arguments) => Select(arguments, static (candidate, best) => candidate > best);

    public static FieldValue Least(FieldValue[] arguments) => Select(arguments, static (candidate, best) => candidate < best);

    private static FieldValue Apply(FieldValue[] arguments, Func<double, double> function) =>
        arguments[0].TryGetNumber(out double number) ? FieldValue.OfNumber(function(number)) : default;

    private static FieldValue Select(FieldValue[] arguments, Func<double, double, bool> isBetter)
    {
        FieldValue best = default;
        double bestNumber = 0;
        foreach (FieldValue value in arguments)
        {
            if (value.TryGetNumber(out double number) && (best.IsMissing || isBetter(number, bestNumber)))
            {
                best = value;
                bestNumber = number;
            }
        }

        return best.Kind == ValueKind.Text ? FieldValue.OfNumber(bestNumber) : best;
    }
}
