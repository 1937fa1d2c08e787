using System.Globalization;
using System.Text;

namespace Obs.Metrics;

/// <summary>The bounds of native buckets as a scraper reads them, and what ends a label: the same few hundred texts for every series of
/// every answer.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal static class BoundTexts
{
    // From a 2^64th to 2^64. What lies further is written anew each time.
    private const int Reach = 512;

    private static readonly byte[]?[] Known = new byte[]?[2 * Reach];

    public static byte[] Of(int index)
    {
        if (index is < -Reach or >= Reach)
        {
            return Make(index);
        }

        // Two threads that come first at once write the same text.
        return Known[index + Reach] ??= Make(index);
    }

    // The canonical form: 1 is written 1.0.
    private static byte[] Make(int index)
    {
        string text = NativeBuckets.BoundOf(index).ToString(CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes((text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0") + "\"} ");
    }
}
