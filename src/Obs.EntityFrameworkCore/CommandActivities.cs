using System.Data.Common;
using System.Diagnostics;
using Obs.Tracing.Sql;

namespace Obs.EntityFrameworkCore;

/// <summary>The activities of the commands that run at this moment, by command: whoever comes first records it, listener or
/// interceptor.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal static class CommandActivities
{
    // Process-wide, because the two who must not record one command twice cannot know of each other.
    private static readonly RunningCommands Running = new();

    /// <summary>Starts the activity of a command unless it has one. Never throws.</summary>
    public static void Start(DbCommand command)
    {
        if (!SqlCommandTracing.IsRecording || Running.Contains(command))
        {
            return;
        }

        Activity? activity = SqlCommandTracing.Start(command);
        if (activity is not null)
        {
            Running.Add(command, activity);
        }
    }

    /// <summary>Stops the activity of a command, if it has one. Never throws.</summary>
    public static void Stop(DbCommand command) => SqlCommandTracing.Stop(Running.Remove(command));

    /// <summary>Records that a command failed or was cancelled, if it has an activity. Never throws.</summary>
    public static void Fail(DbCommand command, Exception? exception) => SqlCommandTracing.Fail(Running.Remove(command), exception);
}
