using System.Collections.Concurrent;
using Obs.Local.Store;

namespace Obs.Local.Graph;

/// <summary>Service graphs by the minute, and by slices of five seconds where a time begins or ends within a minute, kept until something
/// in them changes and put together for longer times, by hours that are kept likewise.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class GraphMinutes(MinuteLedger ledger, GraphSource source, TimeProvider time)
{
    /// <summary>What is younger changes too often to be worth keeping.</summary>
    public const long SettlingSeconds = 10;

    private const int MaxKept = 512; // Of hours, of minutes and of slices; older minutes are read from the store again.
    private const long MinutesPerHour = 60;

    private static readonly HashSet<string> NoneAnswering = [];

    private readonly ConcurrentDictionary<long, ((int, long) Version, ServiceGraph Graph)> _hours = new();
    private readonly ConcurrentDictionary<long, (long Version, ServiceGraph Graph)> _minutes = new();
    private readonly ConcurrentDictionary<long, (long Version, ServiceGraph Graph)> _slices = new();

    /// <param name="from">Seconds since 1970.</param>
    /// <param name="to">Seconds since 1970, not included.</param>
    public ServiceGraph Read(double from, double to)
    {
        long first = (long)Math.Ceiling(from / MinuteLedger.SliceSeconds);
        long last = Math.Min(MinuteLedger.SliceOf(to), MinuteLedger.SliceOf(time.GetUtcNow().ToUnixTimeSeconds() - SettlingSeconds));
        if (last <= first)
        {
            return source.Build(from, to, NoneAnswering);
        }

        var settled = ServiceGraph.Merge(
            [.. Database.ReadSideBySide(Settled(from, first, last), static read => read()).OfType<ServiceGraph>()]);
        return last * MinuteLedger.SliceSeconds < to
            ? ServiceGraph.Merge([settled, source.Build(last * MinuteLedger.SliceSeconds, to, settled.Answering)])
            : settled;
    }

    /// <summary>The graph of a minute that has settled, and of which version of it; null when there is nothing in the minute.</summary>
    public (ServiceGraph Graph, long Version)? Draw(long minute)
    {
        // Before reading: what is committed after this makes the version differ.
        if (ledger.Version(minute) is not { } version)
        {
            return null;
        }

        if (_minutes.TryGetValue(minute, out (long Version, ServiceGraph Graph) known) && known.Version == version)
        {
            return (known.Graph, version);
        }

        long first = minute * MinuteLedger.SlicesPerMinute;
        ServiceGraph graph = (ledger.IsDrawn(minute) ? source.Kept(minute) : null)
            ?? ServiceGraph.Merge([.. Slices(first, first + MinuteLedger.SlicesPerMinute).Select(Build)]);
        Keep(_minutes, minute, version, graph);
        return (graph, version);
    }

    /// <summary>What reads each part of a time that has settled: minutes as far as there are whole ones, slices before and after, and what
    /// is left at the begin.</summary>
    private IEnumerable<Func<ServiceGraph?>> Settled(double from, long first, long last)
    {
        long firstMinute = MinuteLedger.MinuteOf(first + MinuteLedger.SlicesPerMinute - 1);
        long lastMinute = MinuteLedger.MinuteOf(last);
        bool hasMinutes = firstMinute < lastMinute;
        List<long> minutes = hasMinutes ? ledger.Between(firstMinute, lastMinute) : [];
        IEnumerable<long> slices = hasMinutes
            ? Slices(first, firstMinute * MinuteLedger.SlicesPerMinute).Concat(Slices(lastMinute * MinuteLedger.SlicesPerMinute, last))
            : Slices(first, last);
        double begin = first * MinuteLedger.SliceSeconds;
        ILookup<bool, IGrouping<long, long>> hours = minutes.GroupBy(static minute => minute / MinutesPerHour).ToLookup(
            hour => hour.Key * MinutesPerHour >= firstMinute && (hour.Key + 1) * MinutesPerHour <= lastMinute);
        return hours[true].Select(hour => (Func<ServiceGraph?>)(() => Hour(hour.Key, [.. hour])))
            .Concat(hours[false].SelectMany(static hour => hour).Select(minute => (Func<ServiceGraph?>)(() => Draw(minute)?.Graph)))
            .Concat(slices.Select(slice => (Func<ServiceGraph?>)(() => Slice(slice))))
            .Concat(from < begin ? [() => source.Build(from, begin, null)] : []);
    }

    /// <summary>All of an hour, out of its minutes.</summary>
    private ServiceGraph Hour(long hour, List<long> minutes)
    {
        // Before reading. A minute that changes has a version above all there were, and one that goes is one less.
        (int, long) version = (minutes.Count, minutes.Max(minute => ledger.Version(minute) ?? 0));
        if (_hours.TryGetValue(hour, out ((int, long) Version, ServiceGraph Graph) known) && known.Version == version)
        {
            return known.Graph;
        }

        var graph = ServiceGraph.Merge([.. minutes.Select(minute => Draw(minute)?.Graph).OfType<ServiceGraph>()]);
        Keep(_hours, hour, version, graph);
        return graph;
    }

    private IEnumerable<long> Slices(long first, long last)
    {
        for (long slice = first; slice < last; slice++)
        {
            if (ledger.Version(MinuteLedger.MinuteOf(slice)) is not null)
            {
                yield return slice;
            }
        }
    }

    private ServiceGraph Slice(long slice)
    {
        long version = ledger.SliceVersion(slice); // Before reading, as above.
        if (_slices.TryGetValue(slice, out (long Version, ServiceGraph Graph) known) && known.Version == version)
        {
            return known.Graph;
        }

        ServiceGraph graph = Build(slice);
        Keep(_slices, slice, version, graph);
        return graph;
    }

    private ServiceGraph Build(long slice) =>
        source.Build(slice * MinuteLedger.SliceSeconds, (slice + 1) * MinuteLedger.SliceSeconds, null);

    private static void Keep<TVersion>(
        ConcurrentDictionary<long, (TVersion Version, ServiceGraph Graph)> kept, long key, TVersion version, ServiceGraph graph)
    {
        if (kept.Count >= MaxKept)
        {
            kept.Clear();
        }

        kept[key] = (version, graph);
    }
}
