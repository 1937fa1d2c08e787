using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>Keeps rows, with the slots that later steps need, and accounts for their memory.</summary>
internal sealed class RowStore(int[] liveSlots, MemoryBudget budget)
{
    private const int ObjectBytes = 96; // A row object, and its array and its place in a list.
    private const int TextBytes = 24;   // The header of a byte array.

    private readonly RowPacker _packer = new(liveSlots);

    public static int ValueBytes { get; } = System.Runtime.CompilerServices.Unsafe.SizeOf<FieldValue>();

    public StoredRow Store(Row row)
    {
        var stored = new StoredRow(_packer, row.Slots.Length);
        budget.Charge(ObjectBytes);
        Store(row, stored);
        return stored;
    }

    /// <summary>Keeps a row in the place of another that is no longer wanted.</summary>
    public void Replace(StoredRow stored, Row row)
    {
        budget.Release(SizeOf(stored) - ObjectBytes);
        Store(row, stored);
    }

    public void Release(StoredRow row) => budget.Release(SizeOf(row));

    public static int SizeOf(in FieldValue value) => value.Kind switch
    {
        ValueKind.Text or ValueKind.JsonNumber => TextBytes + value.Bytes.Length,
        ValueKind.Structure => TextBytes + (3 * value.Structure.GetRawText().Length),
        _ => 0,
    };

    private void Store(Row row, StoredRow stored)
    {
        row.Complete();
        stored.Pack(row);
        budget.Charge(SizeOf(stored) - ObjectBytes);
    }

    private static long SizeOf(StoredRow row)
    {
        long bytes = ObjectBytes + row.PackedBytes;
        foreach (FieldValue structure in row.Structures)
        {
            bytes += SizeOf(structure);
        }

        return bytes;
    }
}
