using Obs.Insights.Evaluation;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>The keys of a <c>sort</c>: each ascending, or its exact reverse.</summary>
internal sealed class SortOrder(Evaluator[] keys, bool[] isDescending)
{
    public int Count => keys.Length;

    /// <summary>A copy of keys that outlives the row they were read from.</summary>
    public static FieldValue[] Keep(FieldValue[] keys)
    {
        if (keys.Length == 0)
        {
            return [];
        }

        var kept = new FieldValue[keys.Length];
        Keep(keys, kept);
        return kept;
    }

    /// <summary>The same in the place of other keys.</summary>
    public static void Keep(FieldValue[] keys, FieldValue[] kept)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            // A number is read once here, and not in every comparison.
            kept[i] = keys[i].Kind == ValueKind.JsonNumber && keys[i].TryGetNumber(out double number)
                ? FieldValue.OfNumber(number)
                : keys[i].Detach();
        }
    }

    public void Evaluate(Row row, FieldValue[] values)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            values[i] = keys[i].Evaluate(row);
        }
    }

    public int Compare(FieldValue[] x, FieldValue[] y)
    {
        for (int i = 0; i < isDescending.Length; i++)
        {
            int order = NaturalOrder.Instance.Compare(x[i], y[i]);
            if (order != 0)
            {
                return isDescending[i] ? -order : order;
            }
        }

        return 0;
    }
}
