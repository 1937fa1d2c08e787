using System.Diagnostics;

namespace Obs.Tracing.Sql;

/// <summary>Knows whether somebody listens to the activities that Npgsql makes by itself.</summary>
internal static class NpgsqlSource
{
    // Listeners choose sources by name, so one of the same name is told who listens to Npgsql's even before that exists. It starts nothing.
    private static readonly ActivitySource Probe = new("Npgsql");

    /// <summary>Whether Npgsql's own activity for a command would be recorded.</summary>
    public static bool HasListeners => Probe.HasListeners();
}
