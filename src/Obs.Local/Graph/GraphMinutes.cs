using System.Collections.Concurrent;
using Obs.Local.Store;

namespace Obs.Local.Graph;

/// <summary>Service graphs by the minute, kept until something in their minute changes, and put together for longer times.</summary>
/// <param name="ledger">Says which minutes there are and when they change.</param>
/// <param name="build">Draws the graph of a time in seconds from what is stored; the third argument says that no callee is still on its
/// way.</param>
/// <param name="time">The clock.</param>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class GraphMinutes(MinuteLedger ledger, Func<double, double, bool, ServiceGraph> build, TimeProvider time)
{
    private const int MaxKept = 10_080; // A week.
    private const long SettlingSeconds = 10; // What is younger changes too often to be worth keeping.

    private readonly ConcurrentDictionary<long, ((long, long) Version, ServiceGraph Graph)> _kept = new();

    /// <param name="from">Seconds since 1970.</param>
    /// <param name="to">Seconds since 1970, not included.</param>
    public ServiceGraph Read(double from, double to)
    {
        long first = (long)Math.Ceiling(from / 60);
        long settled = MinuteLedger.MinuteOf(time.GetUtcNow().ToUnixTimeSeconds() - SettlingSeconds);
        long last = Math.Min(MinuteLedger.MinuteOf(to), settled);
        if (last <= first)
        {
            return build(from, to, false);
        }

        List<ServiceGraph> parts = [.. ledger.Between(first, last).Select(Minute)];
        if (from < first * 60)
        {
            parts.Add(build(from, first * 60, true));
        }

        if (last * 60 < to)
        {
            parts.Add(build(last * 60, to, false));
        }

        return ServiceGraph.Merge(parts);
    }

    private ServiceGraph Minute(long minute)
    {
        (long, long) version = ledger.Version(minute); // Before reading: what is committed after this makes the version differ.
        if (_kept.TryGetValue(minute, out ((long, long) Version, ServiceGraph Graph) known) && known.Version == version)
        {
            return known.Graph;
        }

        ServiceGraph graph = build(minute * 60, (minute + 1) * 60, true);
        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        _kept[minute] = (version, graph);
        return graph;
    }
}
