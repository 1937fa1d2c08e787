using Obs.Local.Explain.Statistics;

namespace Obs.Local.Explain;

/// <summary>Compares what two groups of traces have, one thing at a time, and corrects for how many were compared.</summary>
/// <typeparam name="T">The thing: a trait, a log pattern.</typeparam>
internal sealed class PresenceComparison<T>
    where T : class
{
    private const int MaxCompared = 20_000;
    private const int LeastTraces = 3; // What fewer have cannot be told from chance, and comparing it would cost the rest their certainty.
    private const int MaxExamples = 3;

    private readonly int _slow;
    private readonly int _typical;
    private readonly IReadOnlyList<ExplainedTrace> _all;

    private PresenceComparison(IReadOnlyList<ExplainedTrace> slow, IReadOnlyList<ExplainedTrace> typical)
    {
        _slow = slow.Count;
        _typical = typical.Count;
        _all = [.. slow, .. typical];
    }

    /// <summary>How many things were compared; what is in every trace, or in almost none, is not.</summary>
    public int Compared { get; private set; }

    /// <summary>What is more frequent among the slow, the surest first; things that the same traces have stand together.</summary>
    public IReadOnlyList<(IReadOnlyList<T> Things, Presence Presence)> Found { get; private set; } = [];

    public static PresenceComparison<T> Of(
        IReadOnlyList<ExplainedTrace> slow, IReadOnlyList<ExplainedTrace> typical, Func<ExplainedTrace, IEnumerable<T>> things,
        Comparison<T> order)
    {
        var comparison = new PresenceComparison<T>(slow, typical);
        comparison.Run(things, order);
        return comparison;
    }

    private void Run(Func<ExplainedTrace, IEnumerable<T>> things, Comparison<T> order)
    {
        List<(List<T> Things, List<int> Traces)> groups = [.. Together(things, order)];
        double[] corrected = Holm.Correct([.. groups.Select(group => Probability(group.Traces))]);
        Compared = groups.Count;
        Found = [.. groups
            .Select((group, index) => ((IReadOnlyList<T>)group.Things, Presence: PresenceOf(group.Traces, corrected[index])))
            .Where(found => (double)found.Presence.Slow * _typical > (double)found.Presence.Typical * _slow)
            .OrderBy(static found => found.Presence.Probability)
            .ThenByDescending(found => ((double)found.Presence.Slow / _slow) - ((double)found.Presence.Typical / Math.Max(1, _typical)))];
    }

    private IEnumerable<(List<T> Things, List<int> Traces)> Together(Func<ExplainedTrace, IEnumerable<T>> things, Comparison<T> order)
    {
        Dictionary<T, List<int>> traces = [];
        for (int index = 0; index < _all.Count; index++)
        {
            foreach (T thing in things(_all[index]))
            {
                if (traces.TryGetValue(thing, out List<int>? having))
                {
                    having.Add(index);
                }
                else if (traces.Count < MaxCompared)
                {
                    traces.Add(thing, [index]);
                }
            }
        }

        List<T> sorted =
            [.. traces.Where(pair => pair.Value.Count >= LeastTraces && pair.Value.Count < _all.Count).Select(static pair => pair.Key)];
        sorted.Sort(order);
        return sorted
            .GroupBy(thing => string.Join(',', traces[thing]), StringComparer.Ordinal)
            .Select(group => (group.ToList(), traces[group.First()]));
    }

    private double Probability(List<int> traces)
    {
        int slow = traces.Count(index => index < _slow);
        return FisherExact.Probability(slow, _slow, traces.Count - slow, _typical);
    }

    private Presence PresenceOf(List<int> traces, double probability)
    {
        int slow = traces.Count(index => index < _slow);
        int typical = traces.Count - slow;
        double? lift = typical == 0 || _slow == 0 ? null : (double)slow / _slow / ((double)typical / _typical);
        // The slow ones stand by duration, the slowest last.
        return new Presence(
            slow,
            typical,
            lift,
            probability,
            [.. traces.Where(index => index < _slow).Reverse().Take(MaxExamples).Select(index => _all[index].Id)]);
    }
}
