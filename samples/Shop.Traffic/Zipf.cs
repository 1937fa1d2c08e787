namespace Shop.Traffic;

/// <summary>Ranks drawn by Zipf's law: rank r comes up in proportion to 1 / r^s, so that a few products are hot and most are
/// cold.</summary>
internal sealed class Zipf
{
    private readonly double[] _cumulative;

    public Zipf(int ranks, double exponent)
    {
        _cumulative = new double[ranks];
        double sum = 0;
        for (int rank = 1; rank <= ranks; rank++)
        {
            sum += 1 / Math.Pow(rank, exponent);
            _cumulative[rank - 1] = sum;
        }
    }

    /// <summary>A rank from 1, the hottest.</summary>
    public int Next(Random random)
    {
        int index = Array.BinarySearch(_cumulative, random.NextDouble() * _cumulative[^1]);
        return Math.Min((index < 0 ? ~index : index) + 1, _cumulative.Length);
    }
}
