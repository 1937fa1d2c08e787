using System.Buffers;

namespace Obs.Metrics;

/// <summary>Chooses which exemplars to keep of many: those that lead to the slowest, to a few that failed, and to a few typical
/// measurements.</summary>
/// <remarks>What is typical is known only at the end, so that all others wait in rented room. Not safe for use by several
/// threads.</remarks>
internal sealed class ExemplarChoice : IDisposable
{
    private const int MostFailed = 2;
    private const int InitialRoom = 64;

    private readonly List<Exemplar> _slowest = new(KeptTraces.Capacity + 1);
    private readonly List<Exemplar> _failed = new(MostFailed + 1);
    private readonly List<Exemplar> _chosen = new(KeptTraces.Capacity + MostFailed + KeptTraces.TypicalCapacity);
    private Exemplar[] _others = [];
    private int _count;

    public bool IsEmpty => _slowest.Count == 0;

    /// <summary>Of those offered as failed, the slowest.</summary>
    public IReadOnlyList<Exemplar> Failed => _failed;

    public void Offer(IReadOnlyList<Exemplar> exemplars, bool isFailed)
    {
        for (int i = 0; i < exemplars.Count; i++)
        {
            Exemplar exemplar = exemplars[i];
            if (Keep(_slowest, KeptTraces.Capacity, exemplar) is { } other)
            {
                Put(other);
            }

            if (isFailed)
            {
                Keep(_failed, MostFailed, exemplar);
            }
        }
    }

    /// <summary>Offers what another choice chose and, among it, kept as failed.</summary>
    public void Offer(IReadOnlyList<Exemplar> chosen, IReadOnlyList<Exemplar> failed)
    {
        Offer(chosen, isFailed: false);
        for (int i = 0; i < failed.Count; i++)
        {
            Keep(_failed, MostFailed, failed[i]);
        }
    }

    /// <summary>The choice, the highest first; valid until the next.</summary>
    /// <param name="median">What is typical.</param>
    public IReadOnlyList<Exemplar> Choose(double median)
    {
        _chosen.Clear();
        _chosen.AddRange(_slowest);
        Span<Exemplar> others = _others.AsSpan(0, _count);
        for (int i = 0; i < KeptTraces.TypicalCapacity && i < others.Length; i++)
        {
            int nearest = i + NearestTo(median, others[i..]);
            (others[i], others[nearest]) = (others[nearest], others[i]);
            _chosen.Add(others[i]);
        }

        foreach (Exemplar failed in _failed)
        {
            if (!_chosen.Contains(failed))
            {
                _chosen.Add(failed);
            }
        }

        _chosen.Sort(static (one, other) => other.Value.CompareTo(one.Value));
        return _chosen;
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _count = 0;
        _slowest.Clear();
        _failed.Clear();
        _chosen.Clear();
    }

    public void Dispose()
    {
        Clear();
        GiveBack(_others);
        _others = [];
    }

    private static int NearestTo(double median, ReadOnlySpan<Exemplar> exemplars)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < exemplars.Length; i++)
        {
            double distance = Math.Abs(exemplars[i].Value - median);
            (nearest, least) = distance < least ? (i, distance) : (nearest, least);
        }

        return nearest;
    }

    // What finds no room among the highest, or loses its own; null when there was room.
    private static Exemplar? Keep(List<Exemplar> highest, int most, Exemplar exemplar)
    {
        if (highest.Count == most && exemplar.Value <= highest[^1].Value)
        {
            return exemplar;
        }

        int place = highest.Count;
        while (place > 0 && highest[place - 1].Value < exemplar.Value)
        {
            place--;
        }

        highest.Insert(place, exemplar);
        if (highest.Count <= most)
        {
            return null;
        }

        Exemplar least = highest[most];
        highest.RemoveAt(most);
        return least;
    }

    private static void GiveBack(Exemplar[] rented)
    {
        if (rented.Length > 0)
        {
            ArrayPool<Exemplar>.Shared.Return(rented, clearArray: true);
        }
    }

    private void Put(Exemplar exemplar)
    {
        if (_count == _others.Length)
        {
            Exemplar[] wider = ArrayPool<Exemplar>.Shared.Rent(Math.Max(2 * _count, InitialRoom));
            _others.CopyTo(wider, 0);
            GiveBack(_others);
            _others = wider;
        }

        _others[_count++] = exemplar;
    }
}
