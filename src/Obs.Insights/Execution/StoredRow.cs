using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>A row that is kept: its values no longer refer to the buffers they were read from.</summary>
internal sealed class StoredRow(FieldValue[] values, long ordinal, int part)
{
    public FieldValue[] Values => values;

    public int CompareOrdinal(StoredRow other) => CompareOrdinal(other.Ordinal, other.Part);

    public int CompareOrdinal(long otherOrdinal, int otherPart) =>
        ordinal != otherOrdinal ? ordinal.CompareTo(otherOrdinal) : part.CompareTo(otherPart);

    private long Ordinal => ordinal;

    private int Part => part;
}
