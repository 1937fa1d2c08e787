using Obs.Insights.Syntax;

namespace Obs.Insights.Values;

/// <summary>The comparison operators: by value where a number is involved and both sides read as numbers, else by text.</summary>
internal static class Comparison
{
    public static bool Holds(BinaryOperator comparison, in FieldValue x, in FieldValue y)
    {
        if (x.IsMissing || y.IsMissing)
        {
            // An event without the field is not equal to anything; it does not compare in any other way.
            return comparison == BinaryOperator.NotEqual;
        }

        if (comparison is BinaryOperator.Equal or BinaryOperator.NotEqual)
        {
            return AreEqual(x, y) == (comparison == BinaryOperator.Equal);
        }

        int order = Order(x, y);
        return comparison switch
        {
            BinaryOperator.Less => order < 0,
            BinaryOperator.LessOrEqual => order <= 0,
            BinaryOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    public static bool AreEqual(in FieldValue x, in FieldValue y)
    {
        if (x.Kind == ValueKind.Text && y.Kind == ValueKind.Text)
        {
            // Two texts are equal to the letter: 1e5 and 100000 may be ids.
            return x.Bytes.SequenceEqual(y.Bytes);
        }

        return x.TryGetNumber(out double a) && y.TryGetNumber(out double b) ? a == b : x.ToUtf8().SequenceEqual(y.ToUtf8());
    }

    /// <summary>Whether a condition holds: a number other than 0, or text that is neither empty nor the number 0.</summary>
    public static bool IsTrue(in FieldValue value) => value.TryGetNumber(out double number)
        ? number != 0
        : value.Kind == ValueKind.Structure || (value.Kind == ValueKind.Text && !value.Bytes.IsEmpty);

    private static int Order(in FieldValue x, in FieldValue y) =>
        x.TryGetNumber(out double a) && y.TryGetNumber(out double b) ? a.CompareTo(b) : x.ToUtf8().SequenceCompareTo(y.ToUtf8());
}
