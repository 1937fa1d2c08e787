using Obs.Insights.Evaluation;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>The keys of a <c>sort</c>: each ascending, or its exact reverse.</summary>
internal sealed class SortOrder(Evaluator[] keys, bool[] isDescending)
{
    public int Count => keys.Length;

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
