using System.Numerics;

namespace Obs.Tracing;

/// <summary>A count that every request adds to: each processor adds to a cache line of its own.</summary>
/// <remarks>Thread safety: every member may be called from any thread; no lock is taken and nothing is allocated.</remarks>
internal sealed class StripedCount
{
    private const int MaxStripes = 32;
    private const int Stride = 8; // Counts in a cache line of 64 bytes.

    private static readonly int Stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, MaxStripes));

    // The first line is left to the array's own header, which every reader needs.
    private readonly long[] _counts = new long[(Stripes + 1) * Stride];

    /// <summary>Everything that was added before the call, and perhaps some of what is added during it.</summary>
    public long Value
    {
        get
        {
            long sum = 0;
            for (int i = Stride; i < _counts.Length; i += Stride)
            {
                sum += Volatile.Read(ref _counts[i]);
            }

            return sum;
        }
    }

    public void Increment() =>
        Interlocked.Increment(ref _counts[((Thread.GetCurrentProcessorId() & (Stripes - 1)) + 1) * Stride]);
}
