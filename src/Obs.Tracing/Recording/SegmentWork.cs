using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>What a live trace hands over to be written: perhaps its segment, and finished subsegments in the order they began.</summary>
internal sealed class SegmentWork
{
    private const int MaxKeptEntries = 256;

    private TraceEntry[] _entries = new TraceEntry[16];
    private ServerExchange _exchange;

    public ActivityTraceId TraceId { get; set; }

    public Activity? Root { get; private set; }

    public Exception? RootException { get; private set; }

    public SegmentStart Start { get; set; }

    public ref readonly ServerExchange Exchange => ref _exchange;

    public Span<TraceEntry> Entries => _entries.AsSpan(0, Count);

    public int Count { get; private set; }

    public bool IsEmpty => Root is null && Count == 0;

    public void Add(in TraceEntry entry)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        _entries[Count++] = entry;
    }

    public void SetRoot(Activity root, in ServerExchange exchange, Exception? exception)
    {
        Root = root;
        _exchange = exchange;
        RootException = exception;
    }

    public void Clear()
    {
        Array.Clear(_entries, 0, Count);
        if (_entries.Length > MaxKeptEntries)
        {
            _entries = new TraceEntry[16];
        }

        Count = 0;
        Root = null;
        RootException = null;
        Start = default;
        _exchange = default;
        TraceId = default;
    }
}
