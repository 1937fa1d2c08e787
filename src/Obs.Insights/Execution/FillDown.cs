using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>Carries values down into the rows that lack them.</summary>
internal static class FillDown
{
    public static void Apply(List<StoredRow> rows, IReadOnlyList<int> columns)
    {
        foreach (int column in columns)
        {
            FieldValue last = default;
            foreach (StoredRow row in rows)
            {
                if (row.Values[column].IsMissing)
                {
                    row.Values[column] = last;
                }
                else
                {
                    last = row.Values[column];
                }
            }
        }
    }
}
