using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Walks over the series of several windows side by side, so that what belongs together comes together without being gathered
/// first. Not safe for use by several threads.</summary>
internal sealed class WindowWalk(IReadOnlyList<MetricWindow> windows)
{
    private readonly MetricSeries[][] _windows = [.. windows.Select(static window => window.Sorted)];
    private readonly int[] _places = new int[windows.Count];
    private int _window;

    /// <summary>Goes to the first series of a part.</summary>
    public void MoveTo(SeriesPart part)
    {
        for (int i = 0; i < _windows.Length; i++)
        {
            _places[i] = FirstOf(part, _windows[i]);
        }
    }

    /// <summary>The least series that has not been taken yet: what comes next begins with it. Null at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SeriesIdentity? Next()
    {
        SeriesIdentity? least = null;
        for (int i = 0; i < _windows.Length; i++)
        {
            MetricSeries[] series = _windows[i];
            if (_places[i] < series.Length)
            {
                // Mostly the same object: a series is one through all of its windows.
                SeriesIdentity identity = series[_places[i]].Identity;
                if (!ReferenceEquals(identity, least) && (least is null || identity.CompareTo(least) < 0))
                {
                    least = identity;
                }
            }
        }

        _window = 0;
        return least;
    }

    /// <summary>Takes, window by window, the oldest first, what equals <paramref name="least"/>, the last that <see cref="Next"/> gave, and
    /// where <paramref name="byOperation"/> is set also what a report tells of together with it. Null when there is no more before window
    /// <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public MetricSeries? Take(SeriesIdentity least, bool byOperation, int end)
    {
        for (; _window < end; _window++)
        {
            MetricSeries[] series = _windows[_window];
            ref int place = ref _places[_window];
            if (place < series.Length && IsWanted(least, series[place].Identity, byOperation))
            {
                return series[place++];
            }
        }

        return null;
    }

    /// <summary>As above, of all windows.</summary>
    public MetricSeries? Take(SeriesIdentity least, bool byOperation) => Take(least, byOperation, _windows.Length);

    private static bool IsWanted(SeriesIdentity least, SeriesIdentity identity, bool byOperation) =>
        ReferenceEquals(least, identity) || (byOperation ? least.IsToldWith(identity) : least.Equals(identity));

    private static int FirstOf(SeriesPart part, MetricSeries[] sorted)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle].Identity.Part < part ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
