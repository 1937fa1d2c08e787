using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>Keeps rows, with the slots that later steps need, and accounts for their memory.</summary>
internal sealed class RowStore(int[] liveSlots, MemoryBudget budget)
{
    private const int ObjectBytes = 64; // A row object with its array and its place in a list.
    private const int TextBytes = 24;   // The header of a byte array.

    public static int ValueBytes { get; } = System.Runtime.CompilerServices.Unsafe.SizeOf<FieldValue>();

    public StoredRow Store(Row row)
    {
        row.Complete();
        var values = new FieldValue[row.Slots.Length];
        int length = 0;
        foreach (int slot in liveSlots)
        {
            length += TextLengthOf(row.Slots[slot]);
        }

        // One array for all texts: a row is then three objects, however many columns it has.
        byte[] text = length == 0 ? [] : new byte[length];
        int used = 0;
        foreach (int slot in liveSlots)
        {
            values[slot] = row.Slots[slot].CopyTo(text, ref used);
        }

        var stored = new StoredRow(values, row.Ordinal, row.Part);
        budget.Charge(SizeOf(stored));
        return stored;
    }

    public void Release(StoredRow row) => budget.Release(SizeOf(row));

    private static int TextLengthOf(in FieldValue value) => value.Kind is ValueKind.Text or ValueKind.JsonNumber ? value.Bytes.Length : 0;

    private long SizeOf(StoredRow row)
    {
        long bytes = ObjectBytes + ((long)row.Values.Length * ValueBytes);
        foreach (int slot in liveSlots)
        {
            bytes += SizeOf(row.Values[slot]);
        }

        return bytes;
    }

    public static int SizeOf(in FieldValue value) => value.Kind switch
    {
        ValueKind.Text or ValueKind.JsonNumber => TextBytes + value.Bytes.Length,
        ValueKind.Structure => TextBytes + (3 * value.Structure.GetRawText().Length),
        _ => 0,
    };
}
