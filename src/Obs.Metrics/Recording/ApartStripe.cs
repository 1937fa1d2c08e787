using System.Runtime.InteropServices;

namespace Obs.Metrics;

/// <summary>A stripe that shares no cache line with any other object, wherever the collector moves it.</summary>
/// <remarks>What lies beside it is often another thread's stripe, or something that every thread reads for each measurement.</remarks>
internal sealed class ApartStripe(SlotCounts? counts)
{
    /// <summary>Room in front of the stripe, and again behind it: processors fetch lines of 64 bytes in pairs.</summary>
    public const int RoomBytes = 128;

    /// <summary>Its memory without its counts.</summary>
    public const int SizeBytes = (2 * RoomBytes) + 96;

    // Laid out in this order, which a test holds.
    internal Room Before;
    internal RecorderStripe Stripe = new(counts);
    internal Room Behind;

    [StructLayout(LayoutKind.Sequential, Size = RoomBytes)]
    internal readonly struct Room;
}
