using Obs.Insights.Aggregation;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>Adds a row with the sum of each column that reads as numbers.</summary>
internal static class ColumnTotals
{
    public static void Append(List<StoredRow> rows, int[] columns, int slotCount)
    {
        var totals = new FieldValue[slotCount];
        foreach (int column in columns)
        {
            Sum sum = default;
            foreach (StoredRow row in rows)
            {
                if (row.Values[column].Kind != ValueKind.Timestamp && row.Values[column].TryGetNumber(out double number))
                {
                    sum.Add(number);
                }
            }

            totals[column] = sum.Count == 0 ? default : FieldValue.OfNumber(sum.Value);
        }

        rows.Add(new StoredRow(totals, long.MaxValue, 0));
    }
}
