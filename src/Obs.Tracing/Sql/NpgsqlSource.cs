using System.Diagnostics;

namespace Obs.Tracing.Sql;

/// <summary>Knows whether somebody listens to the activities that Npgsql makes by itself.</summary>
internal static class NpgsqlSource
{
    private static ActivitySource? _source;

    // Told of every source in the process, and interested in none: it only wants to meet Npgsql's.
    private static readonly ActivityListener Finder = Find();

    /// <summary>Whether Npgsql's own activity for a command is, or would be, recorded.</summary>
    public static bool HasListeners => Finder is not null && Volatile.Read(ref _source)?.HasListeners() == true;

    private static ActivityListener Find()
    {
        var finder = new ActivityListener
        {
            ShouldListenTo = static source =>
            {
                if (source.Name == "Npgsql")
                {
                    Volatile.Write(ref _source, source);
                }

                return false;
            },
        };
        ActivitySource.AddActivityListener(finder);
        return finder;
    }
}
