using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Obs.Metrics;

/// <summary>Tags by the objects they are made of, for the measurements whose code passes the same strings each time.</summary>
internal static class TagIdentity
{
    private const int FoldBits = 7;
    private const ulong Spread = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio: odd, with well spread bits.

    /// <summary>A number of <paramref name="bits"/> bits, from where names and values lie in memory.</summary>
    /// <remarks>The collector moves objects, so the same tags may give another number later: good for guessing a place, and nothing else.
    /// Not one character is read.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(ReadOnlySpan<KeyValuePair<string, object?>> tags, int bits)
    {
        ref Addresses first = ref Unsafe.As<KeyValuePair<string, object?>, Addresses>(ref MemoryMarshal.GetReference(tags));
        ulong folded = 0;
        for (int i = 0; i < tags.Length; i++)
        {
            ref Addresses tag = ref Unsafe.Add(ref first, i);
            folded = BitOperations.RotateLeft(folded, FoldBits) ^ tag.One ^ tag.Other;
        }

        return (int)((folded * Spread) >> (64 - bits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(KeyValuePair<string, object?>[] known, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (known.Length != tags.Length)
        {
            return false;
        }

        for (int i = 0; i < known.Length; i++)
        {
            if (!ReferenceEquals(known[i].Value, tags[i].Value) || !ReferenceEquals(known[i].Key, tags[i].Key))
            {
                return false;
            }
        }

        return true;
    }

    // What a pair of references is to the processor.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Addresses
    {
        public readonly nuint One;
        public readonly nuint Other;
    }
}
