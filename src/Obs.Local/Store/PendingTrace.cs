using Obs.Local.Traces;

namespace Obs.Local.Store;

/// <summary>What the segments of one batch say of a trace, put together as their rows would be one after the other.</summary>
internal sealed class PendingTrace(SegmentRecord first, long nodes)
{
    private readonly List<double> _starts = [first.Start];
    private readonly HashSet<long> _terms = [.. first.Terms];

    /// <summary>The segment that introduces the trace: its root; until that comes, its earliest segment, and before that any part of
    /// it.</summary>
    public SegmentRecord Entry { get; private set; } = first;

    public double Start { get; private set; } = first.Start;

    public double End { get; private set; } = first.End ?? first.Start;

    public int Flags { get; private set; } = first.Flags;

    public long Nodes { get; private set; } = nodes;

    /// <summary>When each of the segments begins.</summary>
    public IReadOnlyList<double> Starts => _starts;

    public IReadOnlyCollection<long> Terms => _terms;

    /// <summary>The lower, the better a segment introduces its trace.</summary>
    public static long Rank(SegmentRecord segment) => segment.IsRoot ? 0 : segment.IsSubsegment ? 2 : 1;

    public void Add(SegmentRecord segment, long nodes)
    {
        // A newer version of what introduces the trace takes its place, whatever it says.
        if (segment.Id == Entry.Id || (Rank(Entry), Entry.Start).CompareTo((Rank(segment), segment.Start)) > 0)
        {
            Entry = segment;
        }

        Start = Math.Min(Start, segment.Start);
        End = Math.Max(End, segment.End ?? segment.Start);
        Flags |= segment.Flags;
        Nodes |= nodes;
        _starts.Add(segment.Start);
        _terms.UnionWith(segment.Terms);
    }
}
