using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>A row that is kept: its values no longer refer to the buffers they were read from. Packed until somebody asks for
/// them.</summary>
internal sealed class StoredRow
{
    private readonly RowPacker? _packer;
    private readonly int _slotCount;
    private byte[] _packed = [];
    private List<FieldValue>? _structures;
    private FieldValue[]? _values;

    public StoredRow(FieldValue[] values, long ordinal, int part) => (_values, Ordinal, Part) = (values, ordinal, part);

    public StoredRow(RowPacker packer, int slotCount) => (_packer, _slotCount) = (packer, slotCount);

    /// <summary>One value per slot of a row.</summary>
    public FieldValue[] Values => _values ??= Unpack();

    /// <summary>Bytes of the array that the values are packed in.</summary>
    public int PackedBytes => _packed.Length;

    public IReadOnlyList<FieldValue> Structures => _structures ?? [];

    /// <summary>Where it stands in its input.</summary>
    public (long Ordinal, int Part) Place => (Ordinal, Part);

    private long Ordinal { get; set; }

    private int Part { get; set; }

    public int CompareOrdinal(StoredRow other) => CompareOrdinal(other.Ordinal, other.Part);

    public int CompareOrdinal(long otherOrdinal, int otherPart) =>
        Ordinal != otherOrdinal ? Ordinal.CompareTo(otherOrdinal) : Part.CompareTo(otherPart);

    /// <summary>Makes this the row that a thread works on, in the memory it has if that is enough.</summary>
    public void Pack(Row row)
    {
        int size = _packer!.SizeOf(row.Slots);
        _packed = size <= _packed.Length ? _packed : new byte[size];
        _structures = _packer.Pack(row.Slots, _packed);
        (Ordinal, Part) = (row.Ordinal, row.Part);
    }

    /// <summary>Makes it the row that a thread works on.</summary>
    public void CopyTo(Row row)
    {
        if (_values is not null)
        {
            _values.CopyTo(row.Slots, 0);
            return;
        }

        Array.Clear(row.Slots);
        _packer!.Unpack(_packed, _structures, row.Slots);
    }

    private FieldValue[] Unpack()
    {
        var values = new FieldValue[_slotCount];
        _packer!.Unpack(_packed, _structures, values);
        return values;
    }
}
