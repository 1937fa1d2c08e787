using Obs.Insights.Binding;
using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Scanning;

/// <summary>Fills the slots that come from an event's text: its JSON members, Lambda's report fields, and the time of a line. Belongs to one thread.</summary>
internal sealed class EventMembers
{
    private readonly MemberTree _tree;
    private readonly MemberShape _shape = new();
    private readonly EventField[] _lambdaFields;
    private readonly int[] _slots;
    private readonly int _lineTime = -1;

    public EventMembers(IReadOnlyList<EventField> fields, bool takesTimeFromLine)
    {
        _lambdaFields = [.. fields.Where(static f => LambdaReport.IsField(f.Name))];
        List<EventField> members = [.. fields.Where(static f => !LambdaReport.IsField(f.Name))];
        if (takesTimeFromLine)
        {
            EventField time = members.Find(static f => f.Name == "timestamp") ?? new("timestamp", SystemField.LineTime);
            members = [.. members.Where(f => f != time), time];
            _lineTime = time.Slot;
        }

        _tree = new MemberTree(members);
        _slots = [.. members.Concat(_lambdaFields).Select(static f => f.Slot)];
    }

    public void Read(Row row)
    {
        FieldValue[] slots = row.Slots;
        foreach (int slot in _slots)
        {
            slots[slot] = default;
        }

        FieldValue message = slots[SystemField.Message];
        if (!_tree.IsEmpty)
        {
            MemberScanner.Scan(_tree.Root, message, slots, _shape);
        }

        foreach (EventField field in _lambdaFields)
        {
            slots[field.Slot] = LambdaReport.Read(field.Name, message.Bytes);
        }

        if (_lineTime >= 0)
        {
            slots[SystemField.Timestamp] = DateOf(slots[_lineTime]);
        }
    }

    private static FieldValue DateOf(in FieldValue value) => value.Kind switch
    {
        ValueKind.Text when Timestamp.TryParse(value.Bytes, out long time) => FieldValue.OfTimestamp(time),
        ValueKind.JsonNumber when value.TryGetNumber(out double time) => FieldValue.OfTimestamp((long)time),
        _ => default,
    };
}
