using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Obs.Aws.Metrics;

/// <summary>Lets so many series through and no more: first come, first admitted, until one has been silent for an hour.</summary>
/// <remarks>CloudWatch bills a series by the hours in which it was sent; one that has fallen silent makes room for another without
/// raising the bill. Not safe for use by several threads.</remarks>
internal sealed class SeriesCeiling(int limit)
{
    private static readonly TimeSpan Silence = TimeSpan.FromHours(1);

    private readonly Dictionary<ulong, (int Series, DateTimeOffset Last)> _admitted = [];

    /// <summary>Series that are let through now.</summary>
    public int Admitted { get; private set; }

    /// <summary>Whether what a key names is published under its own name.</summary>
    /// <param name="key"><see cref="DatumHead.Key"/> of the first of them.</param>
    /// <param name="series">How many series the key stands for.</param>
    /// <param name="period">The period that is being published.</param>
    public bool TryAdmit(ulong key, int series, DateTimeOffset period)
    {
        ref (int Series, DateTimeOffset Last) entry = ref CollectionsMarshal.GetValueRefOrNullRef(_admitted, key);
        if (!Unsafe.IsNullRef(ref entry))
        {
            entry.Last = period;
            return true;
        }

        if (Admitted + series > limit)
        {
            return false;
        }

        _admitted.Add(key, (series, period));
        Admitted += series;
        return true;
    }

    /// <summary>Takes its place from every series that was last seen an hour before this period.</summary>
    public void Forget(DateTimeOffset period)
    {
        foreach ((ulong key, (int series, DateTimeOffset last)) in _admitted)
        {
            if (period - last >= Silence)
            {
                _admitted.Remove(key);
                Admitted -= series;
            }
        }
    }
}
