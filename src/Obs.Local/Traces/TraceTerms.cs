using System.Runtime.InteropServices;

namespace Obs.Local.Traces;

/// <summary>What traces are found by, as numbers: the annotations and users in them. Two may share a number, so whatever is found by one
/// has to be looked at.</summary>
internal static class TraceTerms
{
    /// <summary>The term of traces whose own were too many to keep, or are not known: they may have any.</summary>
    public const long Any = 0;

    /// <summary>Traces whose rows differ in these bits alone stand together in the store.</summary>
    public const int BucketBits = 12;

    public static long OfKey(string key) => Hash('k', key, "");

    public static long OfText(string key, string value) => Hash('t', key, value);

    public static long OfFlag(string key, bool value) => Hash('f', key, value ? "1" : "0");

    // Negative zero equals zero, and so must its term.
    public static long OfNumber(string key, double value) =>
        Hash('n', key, MemoryMarshal.Cast<double, char>([value == 0 ? 0 : value]));

    public static long OfUser(string user) => Hash('u', "", user);

    /// <summary>FNV-1a over UTF-16, which needs no table and is good enough for names.</summary>
    private static long Hash(char kind, string key, ReadOnlySpan<char> value)
    {
        ulong hash = Add(14_695_981_039_346_656_037, [kind]);
        hash = Add(Add(Add(hash, key), ['\0']), value);
        return hash == Any ? 1 : (long)hash;
    }

    private static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            hash = (hash ^ c) * 1_099_511_628_211;
        }

        return hash;
    }
}
