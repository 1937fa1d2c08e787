using System.Numerics;
using System.Runtime.InteropServices;

namespace Obs.Insights.Execution;

/// <summary>A 64-bit hash of bytes, seeded per process so that nobody can prepare log lines that collide.</summary>
internal static class KeyHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15; // 2^64 divided by the golden ratio.

    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64() | 1;

    public static ulong Of(ReadOnlySpan<byte> key)
    {
        ulong hash = Seed ^ ((ulong)key.Length * Multiplier);
        while (key.Length >= sizeof(ulong))
        {
            hash = Mix(hash, MemoryMarshal.Read<ulong>(key));
            key = key[sizeof(ulong)..];
        }

        ulong tail = 0;
        foreach (byte b in key)
        {
            tail = (tail << 8) | b;
        }

        return Mix(Mix(hash, tail), Seed);
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        ulong high = Math.BigMul(hash ^ word, Multiplier, out ulong low);
        return BitOperations.RotateLeft(high ^ low, 29) + Multiplier;
    }
}
