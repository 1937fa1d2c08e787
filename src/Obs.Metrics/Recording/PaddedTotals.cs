using System.Runtime.InteropServices;

namespace Obs.Metrics;

/// <summary>Totals with room behind them, so that the next object in memory, often another thread's stripe, lies on other cache
/// lines.</summary>
[StructLayout(LayoutKind.Sequential, Size = CacheLinePair + 32)]
internal struct PaddedTotals
{
    // Processors fetch lines of 64 bytes in pairs.
    private const int CacheLinePair = 128;

    /// <summary>A field, because it is written in place.</summary>
    public SeriesTotals Value;
}
