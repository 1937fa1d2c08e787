using System.Numerics;

namespace Obs.Insights.Aggregation;

/// <summary>Counts different hashes: exactly up to a bound, from there on by HyperLogLog within about 1 %.</summary>
/// <remarks>Flajolet et al., HyperLogLog: the analysis of a near-optimal cardinality estimation algorithm, 2007.</remarks>
internal sealed class DistinctCounter
{
    public const int ExactBound = 16_384;

    private const int RegisterBits = 14;
    private const int RegisterCount = 1 << RegisterBits;

    private HashSet<ulong>? _exact = [];
    private byte[]? _registers;

    /// <summary>Bytes this takes up, roughly.</summary>
    public long SizeBytes => _registers is null ? 64 + (24L * _exact!.Count) : RegisterCount;

    public double Count => _exact is not null ? _exact.Count : Estimate();

    public void Add(ulong hash)
    {
        if (_exact is null)
        {
            Register(hash);
            return;
        }

        if (_exact.Add(hash) && _exact.Count > ExactBound)
        {
            Approximate();
        }
    }

    public void Add(DistinctCounter other)
    {
        if (other._exact is not null)
        {
            foreach (ulong hash in other._exact)
            {
                Add(hash);
            }

            return;
        }

        Approximate();
        for (int i = 0; i < RegisterCount; i++)
        {
            _registers![i] = Math.Max(_registers[i], other._registers![i]);
        }
    }

    private void Approximate()
    {
        if (_exact is not { } hashes)
        {
            return;
        }

        _registers = new byte[RegisterCount];
        _exact = null;
        foreach (ulong hash in hashes)
        {
            Register(hash);
        }
    }

    private void Register(ulong hash)
    {
        int index = (int)(hash >> (64 - RegisterBits));
        byte rank = (byte)(BitOperations.LeadingZeroCount((hash << RegisterBits) | (1UL << (RegisterBits - 1))) + 1);
        _registers![index] = Math.Max(_registers[index], rank);
    }

    private double Estimate()
    {
        const double bias = 0.7213 / (1 + (1.079 / RegisterCount));
        double sum = 0;
        int empty = 0;
        foreach (byte rank in _registers!)
        {
            sum += Math.ScaleB(1, -rank);
            empty += rank == 0 ? 1 : 0;
        }

        double estimate = bias * RegisterCount * RegisterCount / sum;
        bool isSmall = estimate <= 2.5 * RegisterCount && empty > 0;
        return Math.Round(isSmall ? RegisterCount * Math.Log((double)RegisterCount / empty) : estimate);
    }
}
