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

    public SegmentStart Start { get; set; }

    public ServerExchange Exchange { get; private set; } = new();

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

    /// <summary>Takes the segment and its exchange, and leaves an empty one in its place.</summary>
    public void SetRoot(Activity root, ref ServerExchange exchange, Exception? exception)
    {
        Root = root;
        (Exchange, exchange) = (exchange, Exchange);
        RootException = exception;
    }

    /// <summary>Takes a segment that nothing was kept of until it ended.</summary>
    public void SetUnkeptRoot(Activity root, in ServerRequest request, in ServerResponse response)
    {
        Root = root;
        Exchange.Request = request;
        Exchange.HasRequest = true;
        Exchange.Response = response;
        Exchange.HasResponse = true;
        RootException = response.Exception;
    }

    public void Clear()
    {
        Array.Clear(_entries, 0, Count);
        if (_entries.Length > MaxKeptEntries)
        {
            _entries = new TraceEntry[16];
        }

        if (Root is not null)
        {
            Exchange.Clear();
        }

        Count = 0;
        Root = null;
        RootException = null;
        Start = default;
        TraceId = default;
    }
}
