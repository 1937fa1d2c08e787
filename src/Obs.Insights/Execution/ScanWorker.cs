using System.Runtime.InteropServices;
using System.Text;
using Obs.Insights.Binding;
using Obs.Insights.Scanning;
using Obs.Insights.Sources;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>Feeds the events of batches, one by one, into the steps of one thread.</summary>
internal sealed class ScanWorker
{
    private const int SequenceShift = 28; // A batch holds fewer events than 2^28: its lines are some 16 MiB together at most.

    private readonly RowStage _chain;
    private readonly Row _row;
    private readonly long _start;
    private readonly long _end;
    private readonly bool _hasRange;
    private string? _streamText;
    private FieldValue _stream;
    private string? _logText;
    private FieldValue _log;
    private long _scanned;
    private long _bytes;
    private long _undated;

    public ScanWorker(QueryPlan plan, InsightsOptions options, long startSeconds, RowStage chain, bool takesTimeFromLine)
    {
        _chain = chain;
        _hasRange = options.Start is not null || options.End is not null;
        _start = options.Start?.ToUnixTimeMilliseconds() ?? long.MinValue;
        _end = options.End?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        bool readsTime = takesTimeFromLine && (plan.UsesTimestamp || _hasRange);
        EventMembers? members = plan.EventFields.Count > 0 || readsTime ? new EventMembers(plan.EventFields, readsTime) : null;
        _row = new Row(plan, startSeconds, members);
    }

    /// <summary>Events, bytes and events without a time since the last call.</summary>
    public (long Scanned, long Bytes, long Undated) TakeCounts()
    {
        (long, long, long) counts = (_scanned, _bytes, _undated);
        (_scanned, _bytes, _undated) = (0, 0, 0);
        return counts;
    }

    public void Process(LogBatch batch)
    {
        long ordinal = batch.Sequence << SequenceShift;
        foreach (LogEvent item in batch.ReadEvents())
        {
            Process(item, ordinal++);
        }

        if (batch.Length > 0)
        {
            _row.Slots[SystemField.LogStream] = TextOf(batch.LogStream, ref _streamText, ref _stream);
            ProcessLines(batch, ordinal);
        }
    }

    private void ProcessLines(LogBatch batch, long ordinal)
    {
        byte[] buffer = batch.Buffer;
        int start = 0;
        while (start < batch.Length)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(start, batch.Length - start);
            int length = rest.IndexOf((byte)'\n');
            int next = length < 0 ? batch.Length : start + length + 1;
            length = length < 0 ? rest.Length : length;
            if (length > 0 && buffer[start + length - 1] == '\r')
            {
                length--;
            }

            if (length > 0)
            {
                ProcessLine(buffer, start, length, ordinal++);
            }

            start = next;
        }
    }

    private void ProcessLine(byte[] buffer, int start, int length, long ordinal)
    {
        _scanned++;
        _bytes += length;
        _row.BeginEvent(ordinal);
        _row.Slots[SystemField.Message] = FieldValue.OfText(buffer, start, length);
        if (_hasRange)
        {
            _row.ReadMembers();
            FieldValue time = _row.Slots[SystemField.Timestamp];
            _undated += time.IsMissing ? 1 : 0;
            if (time.IsMissing || !IsInRange(time.Milliseconds))
            {
                return;
            }
        }

        _chain.Process(_row);
    }

    private void Process(LogEvent item, long ordinal)
    {
        _scanned++;
        _bytes += item.Message.Length;
        long time = item.Timestamp.ToUnixTimeMilliseconds();
        if (!IsInRange(time))
        {
            return;
        }

        _row.BeginEvent(ordinal);
        FieldValue[] slots = _row.Slots;
        slots[SystemField.Timestamp] = FieldValue.OfTimestamp(time);
        slots[SystemField.Message] = MemoryMarshal.TryGetArray(item.Message, out ArraySegment<byte> text) && text.Array is { } array
            ? FieldValue.OfText(array, text.Offset, text.Count)
            : FieldValue.OfText(item.Message.ToArray());
        slots[SystemField.IngestionTime] =
            item.IngestionTime is { } received ? FieldValue.OfTimestamp(received.ToUnixTimeMilliseconds()) : default;
        slots[SystemField.LogStream] = TextOf(item.LogStream, ref _streamText, ref _stream);
        slots[SystemField.Log] = TextOf(item.Log, ref _logText, ref _log);
        slots[SystemField.Pointer] = item.Reference is { } reference ? FieldValue.OfText(reference) : default;
        _chain.Process(_row);
    }

    private bool IsInRange(long time) => time >= _start && time <= _end;

    // One event after the other has the same stream; its text is converted once.
    private static FieldValue TextOf(string? text, ref string? known, ref FieldValue value)
    {
        if (!ReferenceEquals(text, known) && text != known)
        {
            known = text;
            value = text is null ? default : FieldValue.OfText(Encoding.UTF8.GetBytes(text));
        }

        return value;
    }
}
