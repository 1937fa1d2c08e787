using Obs.Local.Traces;

namespace Obs.Local.Explain;

/// <summary>Gives every moment of a trace to the one piece of work that held it up then, so that the shares add up to its
/// duration.</summary>
/// <remarks>
/// Backwards from the end: a moment belongs to the child that ended last before it, or to the parent where none was running. Of work in
/// parallel only what the others waited for counts. A callee whose clock put it outside its call is moved into the middle of the call.
/// </remarks>
internal sealed class WallClock
{
    private readonly Dictionary<TraceRow, double> _seconds = [];
    private readonly Stack<(TraceRow Row, double From, double To, double Shift)> _waiting = [];
    private readonly double _end;

    public WallClock(TraceTree tree)
    {
        _end = tree.End;
        Uncovered = Share([.. tree.Rows.Where(static row => row.Depth == 0)], above: null, tree.Start, tree.End, shift: 0);
        while (_waiting.TryPop(out (TraceRow Row, double From, double To, double Shift) next))
        {
            _seconds[next.Row] = Share(next.Row.Children, next.Row, next.From, next.To, next.Shift);
        }
    }

    /// <summary>Seconds in which no segment was open.</summary>
    public double Uncovered { get; }

    public double Of(TraceRow row) => _seconds.GetValueOrDefault(row);

    /// <summary>Hands out a stretch of time among children and gives what is left for their parent.</summary>
    private double Share(List<TraceRow> children, TraceRow? above, double from, double to, double shift)
    {
        double own = 0;
        double cursor = to;
        foreach ((TraceRow child, double moved) in children.Select(
            child => (child, shift + Skew(child, above))).OrderByDescending(pair => End(pair.child) + pair.Item2))
        {
            double start = Math.Max(child.Start + moved, from);
            double end = Math.Min(End(child) + moved, cursor);
            // Documents may name each other as parents in a circle; each is handed out once.
            if (end > start && _seconds.TryAdd(child, 0))
            {
                own += cursor - end;
                cursor = start;
                _waiting.Push((child, start, end, moved));
            }
        }

        return own + Math.Max(0, cursor - from);
    }

    private double Skew(TraceRow child, TraceRow? call)
    {
        if (call is not { IsCall: true } || !child.IsSegment || (child.Start >= call.Start && End(child) <= End(call)))
        {
            return 0;
        }

        double room = End(call) - call.Start - (End(child) - child.Start);
        return room < 0 ? 0 : call.Start + (room / 2) - child.Start;
    }

    private double End(TraceRow row) => Math.Max(row.Start, row.End ?? _end);
}
