using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>What a live trace hands over to be written: perhaps its segment, and finished subsegments in the order they began.</summary>
internal sealed class SegmentWork
{
    private const int MaxKeptEntries = 256;

    private TraceEntry[] _entries = new TraceEntry[16];

    public ActivityTraceId TraceId { get; set; }

    public Activity? Root { get; private set; }

    public Exception? RootException { get; private set; }

    /// <summary>The sampling rule that chose the segment, if one did.</summary>
    public string? Rule { get; private set; }

    public ServerExchange Exchange { get; private set; }

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

    public void SetRoot(Activity root, in ServerExchange exchange, Exception? exception, string? rule)
    {
        Root = root;
        Exchange = exchange;
        RootException = exception;
        Rule = rule;
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
        Rule = null;
        Exchange = default;
        TraceId = default;
    }
}
