using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>The tables of every host that traces in this process.</summary>
/// <remarks>HttpClient takes one propagator for the whole process, while several hosts can live in it (every integration test starts one):
/// whichever host's propagator it took has to answer for all. Thread safety: every member may be called from any thread.</remarks>
internal static class SampledTraces
{
    private static readonly Lock Gate = new();
    private static LiveTraces[] _tables = [];

    public static bool HasHosts => Volatile.Read(ref _tables).Length > 0;

    public static void Add(LiveTraces table)
    {
        lock (Gate)
        {
            Volatile.Write(ref _tables, [.. _tables, table]);
        }
    }

    public static void Remove(LiveTraces table)
    {
        lock (Gate)
        {
            Volatile.Write(ref _tables, [.. _tables.Where(other => !ReferenceEquals(other, table))]);
        }
    }

    public static bool Contain(Activity activity)
    {
        foreach (LiveTraces table in Volatile.Read(ref _tables))
        {
            if (table.IsSampled(activity))
            {
                return true;
            }
        }

        return false;
    }
}
