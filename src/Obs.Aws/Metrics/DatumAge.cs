using System.Buffers.Text;
using Obs.Delivery;

namespace Obs.Aws.Metrics;

/// <summary>Tells what CloudWatch would refuse for its time, and with it everything beside it in the request.</summary>
internal static class DatumAge
{
    /// <summary>Why a datum cannot be sent now, or can no longer; null when it can.</summary>
    public static string? ReasonToDrop(ReadOnlySpan<byte> datum, long nowSeconds)
    {
        // Quotation marks inside a name or a value are escaped: these can only be those of the member.
        ReadOnlySpan<byte> member = "\"Timestamp\":"u8;
        int at = datum.IndexOf(member);
        return at < 0 || !Utf8Parser.TryParse(datum[(at + member.Length)..], out long seconds, out _) ? null
            : nowSeconds - seconds > (long)CloudWatchLimits.Age.TotalSeconds ? DropReasons.TooOld
            : seconds - nowSeconds > (long)CloudWatchLimits.Ahead.TotalSeconds ? "too_new"
            : null;
    }
}
