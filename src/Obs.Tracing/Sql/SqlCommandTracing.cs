using System.Data.Common;
using System.Diagnostics;

namespace Obs.Tracing.Sql;

/// <summary>Makes the activity of one SQL command: what the ADO.NET wrapper and Obs.EntityFrameworkCore share, for those who instrument
/// another data library.</summary>
/// <remarks>
/// A command is recorded inside a trace and never as a trace of its own. A command of Npgsql is left to Npgsql while somebody listens to
/// its own activity source, and a command of <see cref="TracedDbConnection"/> to that, so that no command is recorded twice.
/// Thread safety: every member may be called from any thread.
/// </remarks>
public static class SqlCommandTracing
{
    /// <summary>The name of the activity source of SQL commands.</summary>
    public const string ActivitySourceName = "Obs.Sql";

    private static readonly ActivitySource Source = new(ActivitySourceName);

    /// <summary>Whether a command that starts here would be recorded: somebody listens, and the current activity's trace is recorded.
    /// Allocates nothing.</summary>
    public static bool IsRecording => Source.HasListeners() && Activity.Current is { IsAllDataRequested: true };

    /// <summary>Starts the activity of a command. Never throws.</summary>
    /// <param name="command">The command about to run.</param>
    /// <returns>The activity, now the current one; <see langword="null"/> when the command is not recorded.</returns>
    public static Activity? Start(DbCommand command)
    {
        if (!IsRecording || command is null or TracedDbCommand)
        {
            return null;
        }

        DbConnection? connection = ConnectionOf(command);
        return connection is TracedDbConnection ? null : Start(connection, new SqlText(command));
    }

    /// <summary>Stops a command's activity. Never throws.</summary>
    /// <param name="activity">What <see cref="Start(DbCommand)"/> returned; <see langword="null"/> is a no-op.</param>
    public static void Stop(Activity? activity) => activity?.Stop();

    /// <summary>Records that a command failed or was cancelled, and stops its activity. Never throws.</summary>
    /// <param name="activity">What <see cref="Start(DbCommand)"/> returned; <see langword="null"/> is a no-op.</param>
    /// <param name="exception">What the command threw, or <see langword="null"/> when it was cancelled and nothing is known: then that is
    /// its cause.</param>
    public static void Fail(Activity? activity, Exception? exception)
    {
        if (activity is null)
        {
            return;
        }

        exception ??= new OperationCanceledException("The command was cancelled before it was done.");
        activity.SetTag("error.type", exception.GetType().FullName);
        activity.SetStatus(ActivityStatusCode.Error);
        ForeignListeners.Tell(activity, exception);
        activity.Stop();
    }

    internal static Activity? Start(DbConnection? connection, SqlText text)
    {
        SqlTarget? target = TargetOf(connection);
        if (target?.Dialect == SqlDialect.PostgreSql && NpgsqlSource.HasListeners)
        {
            return null;
        }

        Activity? activity = Source.StartActivity("sql", ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            Describe(activity, target, connection, text);
        }

        return activity;
    }

    private static DbConnection? ConnectionOf(DbCommand command)
    {
        try
        {
            return command.Connection;
        }
        catch (Exception)
        {
            return null; // A provider's own code; the command of a data source has no connection yet.
        }
    }

    private static SqlTarget? TargetOf(DbConnection? connection)
    {
        try
        {
            return connection is null ? null : SqlTarget.Of(connection);
        }
        catch (Exception)
        {
            return null; // A provider's own code: without it the command is recorded by its text alone.
        }
    }

    private static void Describe(Activity activity, SqlTarget? target, DbConnection? connection, SqlText text)
    {
        try
        {
            activity.SetTag("db.system.name", target?.System ?? SqlProviders.SystemName(SqlDialect.Unknown));
            if (target is not null)
            {
                activity.DisplayName = target.Name;
                activity.SetTag("db.namespace", target.Database);
                activity.SetTag("server.address", target.Address);
                activity.SetTag("server.port", target.Port);
                activity.SetTag("db.user", target.User);
                activity.SetTag(SegmentTags.DatabaseTarget, target);
                target.ReadVersion(connection!);
            }

            text.Describe(activity, target?.Dialect ?? SqlDialect.Unknown);
        }
        catch (Exception)
        {
            // A provider's own code: what it could not say is missing from the activity.
        }
    }
}
