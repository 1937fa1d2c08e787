using Obs.Delivery;
using Obs.Logging.Buffering;

namespace Obs.Logging;

/// <summary>What is held back of one piece of work. Thread safety: every member may be called from any thread.</summary>
public sealed class LogBufferScope : IDisposable
{
    internal static readonly LogBufferScope None = new();

    private readonly Lock _lock = new();
    private readonly LogBuffer? _buffer;
    private readonly EntryQueue? _queue;
    private readonly HeldEntries _held;
    private bool _isWriting;
    private bool _isClosed;

    internal LogBufferScope(LogBuffer buffer, EntryQueue queue, int maxBytes)
    {
        _buffer = buffer;
        _queue = queue;
        _held = new HeldEntries(maxBytes);
    }

    private LogBufferScope()
    {
        _held = new HeldEntries(0);
        _isClosed = true;
    }

    internal bool IsOpen => !Volatile.Read(ref _isClosed);

    /// <summary>Writes what was held, and from here on every entry at once: the work has failed. Never throws.</summary>
    public void Write()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isWriting = true;
            _buffer!.Discharge(_held.SizeBytes);
            while (_held.Count > 0)
            {
                _queue!.Add(_held.TakeFirst());
            }

            _held.Clear();
        }
    }

    /// <summary>Lets go of what is still held, counted under <c>not_failed</c>. Never throws.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            _buffer!.Discharge(_held.SizeBytes);
            _queue!.Drop("not_failed", _held.Count);
            _held.Clear();
        }
    }

    internal void Add(ReadOnlySpan<byte> entry)
    {
        lock (_lock)
        {
            if (_isWriting || _isClosed)
            {
                AddLate(entry);
                return;
            }

            int before = _held.SizeBytes;
            if (!_buffer!.TryCharge(entry.Length + sizeof(int)))
            {
                Drop(DropReasons.BufferFull, 1);
                return;
            }

            int dropped = _held.Add(entry);
            _buffer.Discharge(before + entry.Length + sizeof(int) - _held.SizeBytes);
            Drop("request_buffer_full", dropped);
        }
    }

    private void AddLate(ReadOnlySpan<byte> entry)
    {
        if (_isClosed)
        {
            // Closed between the look and here: what the work says after its end is not worth more than what it said before.
            Drop("not_failed", 1);
        }
        else
        {
            _queue!.Add(entry);
        }
    }

    private void Drop(string reason, int count) => _queue!.Drop(reason, count);
}
