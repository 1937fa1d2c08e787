using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Finds the values at percentiles in one pass over counts, however these are kept.</summary>
internal static class PercentileWalk
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find<TReader>(
        TReader reader, in SeriesTotals totals, ValueScale scale, ReadOnlySpan<double> percentiles, Span<double> values)
        where TReader : struct, ICountsReader, allows ref struct
    {
        if (values.Length < percentiles.Length)
        {
            throw new ArgumentException($"has room for {values.Length} of {percentiles.Length} percentiles.", nameof(values));
        }

        values[..percentiles.Length].Fill(totals.Max);
        long seen = 0;
        for (int next = 0; next < percentiles.Length; next++)
        {
            long rank = Rank.Of(percentiles[next], totals.Count);
            reader.Skip(ref seen, rank);
            while (seen < rank && reader.MoveNext())
            {
                seen += reader.Count;
            }

            if (seen >= rank)
            {
                values[next] = ValueOf(percentiles[next], scale.ValueAt(reader.Slot), totals);
            }
        }
    }

    // Nothing lies outside what was seen, although the middle of the first or last bucket may.
    private static double ValueOf(double percentile, double middle, in SeriesTotals totals) => percentile switch
    {
        <= 0 => totals.Min,
        >= 100 => totals.Max,
        _ => Math.Clamp(middle, totals.Min, totals.Max),
    };
}
