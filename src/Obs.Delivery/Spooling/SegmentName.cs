using System.Globalization;

namespace Obs.Delivery.Spooling;

/// <summary>The names of segment files, which sort as the segments follow each other: <c>0000000000000042.obs</c>.</summary>
internal static class SegmentName
{
    private const string Extension = ".obs";
    private const int Digits = 16;

    public static string Of(long number) => number.ToString("D16", CultureInfo.InvariantCulture) + Extension;

    public static bool IsOne(string name) => TryRead(name, out _);

    public static bool TryRead(string name, out long number)
    {
        number = 0;
        return name.Length == Digits + Extension.Length
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A number beyond those of all files.</summary>
    public static long Next(IEnumerable<string> names) =>
        names.Select(static name => TryRead(name, out long number) ? number : 0).DefaultIfEmpty().Max() + 1;
}
