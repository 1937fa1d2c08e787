using Obs.Local.Traces;

namespace Obs.Local.Filters;

/// <summary>Follows a fault, an error or the time from where the trace begins down to where it comes from.</summary>
/// <remarks>X-Ray does not publish how it does this: a fault is followed to the first child that has it too, the time to the longest child
/// as long as that takes half of its parent's.</remarks>
internal sealed class RootCauseFinder(FilterTrace trace, TraceTree tree)
{
    private const double LeastShare = 0.5;
    private const int MaxSteps = 1_000; // Of a circle of parents.

    public IReadOnlyList<RootCause> Find(RootCauseKind kind)
    {
        if (kind == RootCauseKind.ResponseTime)
        {
            return trace.Entry.End is null ? [] : [Follow(trace.Entry, Longest, withCoverage: true)];
        }

        Outcome flag = kind == RootCauseKind.Fault ? Outcome.Fault : Outcome.Error;
        return
        [
            .. tree.Rows
                .Where(row => row.IsSegment && row.Outcome.HasFlag(flag) && !HasFlaggedCaller(row, flag))
                .Select(row => Follow(row, at => FirstWith(at, flag), withCoverage: false)),
        ];
    }

    private RootCause Follow(TraceRow from, Func<TraceRow, TraceRow?> next, bool withCoverage)
    {
        double whole = Math.Max((trace.Entry.End ?? trace.Entry.Start) - trace.Entry.Start, 1e-9);
        List<RootCauseService> services = [];
        TraceRow? at = from;
        for (int step = 0; at is not null && step < MaxSteps; step++)
        {
            if (at.IsSegment || services.Count == 0)
            {
                services.Add(new RootCauseService(trace.NodeOf(at) ?? new FilterNode([at.Service], null, null), false, []));
            }

            double? coverage = withCoverage && at.End is { } end ? Math.Clamp((end - at.Start) / whole, 0, 1) : null;
            var entity = new RootCauseEntity(at.Name, at.IsCall, coverage, [.. RowTexts.Exceptions(at.Source)]);
            services[^1].Entities.Add(entity);
            if (at.IsInferred && trace.NodeOf(at) is { } inferred)
            {
                services.Add(new RootCauseService(inferred, true, [entity with { Name = inferred.Names[0], Remote = false }]));
            }

            at = next(at);
        }

        return new RootCause(services, from == trace.Entry);
    }

    private static bool HasFlaggedCaller(TraceRow row, Outcome flag)
    {
        for (TraceRow? at = row.Parent; at is not null; at = at.Parent)
        {
            if (at.IsSegment && at.Outcome.HasFlag(flag))
            {
                return true;
            }
        }

        return false;
    }

    private static TraceRow? FirstWith(TraceRow row, Outcome flag) =>
        row.Children.Where(child => child.Outcome.HasFlag(flag)).OrderBy(static child => child.Start).FirstOrDefault();

    private static TraceRow? Longest(TraceRow row)
    {
        TraceRow? longest = row.Children.Where(static child => child.End is not null).MaxBy(static child => child.End - child.Start);
        return longest is not null && longest.End - longest.Start >= LeastShare * ((row.End ?? longest.End) - row.Start) ? longest : null;
    }
}
