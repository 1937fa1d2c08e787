namespace Obs.Insights;

/// <summary>One row of a result. A column without a value in this row is not among its fields. Immutable.</summary>
public sealed class InsightsRow
{
    private readonly ResultField[] _fields;

    internal InsightsRow(ResultField[] fields) => _fields = fields;

    /// <summary>The values, in the order of the columns.</summary>
    public IReadOnlyList<ResultField> Fields => _fields;

    /// <summary>The value of a column, or null where the row has none.</summary>
    /// <param name="field">The name of the column, case-sensitive.</param>
    public string? this[string field]
    {
        get
        {
            foreach (ResultField candidate in _fields)
            {
                if (candidate.Field == field)
                {
                    return candidate.Value;
                }
            }

            return null;
        }
    }
}
