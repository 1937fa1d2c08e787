using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Obs.Tracing;

/// <summary>The sampled traces that have a segment open in this process, found by trace id: the memory of every sampling
/// decision.</summary>
/// <remarks>
/// A fixed table with open addressing, so that looking up takes no lock and the number of live traces is bounded; what is behind the slots
/// is pooled. An id can be in it several times: one trace may call this process twice at once.
/// A reader can meet a slot that changes hands and see a trace that has just ended; <see cref="LiveTrace"/> decides under its own lock.
/// Thread safety: every member may be called from any thread.
/// </remarks>
internal sealed class LiveTraces
{
    private const int Window = 16;
    private const int KeptTraces = 64;
    private const int Free = 0;
    private const int Claimed = 1;
    private const int Live = 2;

    private readonly Slot[] _slots;
    private readonly Pool<LiveTrace> _pool = new(KeptTraces);
    private readonly int _mask;
    private Population _population;

    public LiveTraces(int capacity)
    {
        // Twice the room, so that a window of neighbours is practically never full before the table is.
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, Window)) * 2;
        _slots = new Slot[size];
        _mask = size - 1;
    }

    public bool IsEmpty => Count == 0;

    public int Count => Volatile.Read(ref _population.Count);

    /// <summary>Makes room for a segment.</summary>
    /// <param name="root">Its activity.</param>
    /// <param name="start">How it came to be recorded.</param>
    /// <param name="request">The request it answers, where it answers one.</param>
    /// <returns>Whether there was room.</returns>
    public bool TryOpen(Activity root, SegmentStart start, in ServerRequest request)
    {
        string id = root.TraceId.ToHexString();
        int first = StartOf(id);
        for (int probe = 0; probe < Window; probe++)
        {
            int index = (first + probe) & _mask;
            ref Slot slot = ref _slots[index];
            if (Interlocked.CompareExchange(ref slot.State, Claimed, Free) == Free)
            {
                LiveTrace trace = _pool.Rent();
                trace.Open(this, index, root, start, request);
                slot.Trace = trace;
                slot.Id = id;
                Interlocked.Increment(ref _population.Count);
                Volatile.Write(ref slot.State, Live);
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives a slot back; the trace must be empty by then.</summary>
    public void Close(LiveTrace trace, int index)
    {
        Interlocked.Decrement(ref _population.Count);
        _slots[index].Trace = null;
        _slots[index].Id = null;
        Volatile.Write(ref _slots[index].State, Free);
        _pool.Return(trace);
    }

    public bool Contains(ActivityTraceId traceId) => !IsEmpty && Next(traceId.ToHexString(), 0, out _) is not null;

    /// <summary>Whether the activity is part of a trace that we record.</summary>
    public bool IsSampled(Activity activity)
    {
        if (IsEmpty)
        {
            return false;
        }

        string id = activity.TraceId.ToHexString();
        for (int probe = 0; Next(id, probe, out probe) is { } trace; probe++)
        {
            if (trace.Owns(activity))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes an activity into the trace it is part of, if that is recorded.</summary>
    public void Begin(Activity activity)
    {
        if (IsEmpty)
        {
            return;
        }

        string id = activity.TraceId.ToHexString();
        for (int probe = 0; Next(id, probe, out probe) is { } trace; probe++)
        {
            if (trace.TryBegin(activity))
            {
                return;
            }
        }
    }

    /// <summary>Adds the answer to the segment that an activity is. The first answer counts.</summary>
    public void SetResponse(Activity activity, in ServerResponse response)
    {
        if (IsEmpty)
        {
            return;
        }

        string id = activity.TraceId.ToHexString();
        for (int probe = 0; Next(id, probe, out probe) is { } trace; probe++)
        {
            if (trace.TrySetResponse(activity, response))
            {
                return;
            }
        }
    }

    /// <summary>Keeps an exception with the segment or subsegment that an activity is.</summary>
    public void SetException(Activity activity, Exception exception)
    {
        if (IsEmpty)
        {
            return;
        }

        string id = activity.TraceId.ToHexString();
        for (int probe = 0; Next(id, probe, out probe) is { } trace; probe++)
        {
            if (trace.TrySetException(activity, exception))
            {
                return;
            }
        }
    }

    /// <summary>The live trace with this id at or after a place in its window; the caller goes on with the next place.</summary>
    public LiveTrace? Next(string id, int from, out int found)
    {
        int first = StartOf(id);
        for (found = from; found < Window; found++)
        {
            ref Slot slot = ref _slots[(first + found) & _mask];
            if (Volatile.Read(ref slot.State) == Live && slot.Id == id && slot.Trace is { } trace)
            {
                return trace;
            }
        }

        return null;
    }

    /// <summary>How many places there are; see <see cref="At"/>.</summary>
    public int Size => _slots.Length;

    /// <summary>The trace that is live at a place now, if one is.</summary>
    public LiveTrace? At(int place) => Volatile.Read(ref _slots[place].State) == Live ? _slots[place].Trace : null;

    /// <summary>A trace in the window of an id whose segment is written and that only waits for stragglers.</summary>
    public LiveTrace? FindStale(string id)
    {
        LiveTrace? stale = null;
        int first = StartOf(id);
        for (int probe = 0; probe < Window; probe++)
        {
            LiveTrace? trace = _slots[(first + probe) & _mask].Trace;
            stale = trace is { IsWaiting: true } && (stale is null || trace.RootStart < stale.RootStart) ? trace : stale;
        }

        return stale;
    }

    // The platform keeps an id as the text of its hexadecimal digits. They are random in the second half only: the first may start with the
    // time. Four digits at a time, which differ in few of their bits, are mixed by multiplication.
    private static int StartOf(string id)
    {
        ReadOnlySpan<ulong> digits = MemoryMarshal.Cast<char, ulong>(id.AsSpan(id.Length / 2));
        ulong mixed = 0;
        foreach (ulong four in digits)
        {
            mixed = (mixed ^ four) * 0x9E3779B97F4A7C15;
            mixed ^= mixed >> 32;
        }

        return (int)(mixed & int.MaxValue);
    }

    private struct Slot
    {
        public string? Id;
        public LiveTrace? Trace;
        public int State;
    }

    // Every sampled request writes it; what all of them read must not lie in the same cache line.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Population
    {
        [FieldOffset(64)]
        public int Count;
    }
}
