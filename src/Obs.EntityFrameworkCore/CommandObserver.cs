using Microsoft.EntityFrameworkCore.Diagnostics;
using Obs.Tracing.Sql;

namespace Obs.EntityFrameworkCore;

/// <summary>Records commands from the events of EF Core's diagnostic listener.</summary>
/// <remarks>EF Core asks <see cref="IsEnabled"/> before it builds an event: a command that is not recorded costs that question and no
/// memory.</remarks>
internal sealed class CommandObserver : IObserver<KeyValuePair<string, object?>>
{
    private static readonly string Executing = RelationalEventId.CommandExecuting.Name!;
    private static readonly string Executed = RelationalEventId.CommandExecuted.Name!;
    private static readonly string Error = RelationalEventId.CommandError.Name!;
    private static readonly string Canceled = RelationalEventId.CommandCanceled.Name!;

    /// <summary>Whether an event is wanted now: one of the four of a command, inside a recorded trace.</summary>
    public static bool IsEnabled(string name) =>
        SqlCommandTracing.IsRecording && (name == Executing || name == Executed || name == Error || name == Canceled);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value.Value)
        {
            case CommandErrorEventData failed:
                CommandActivities.Fail(failed.Command, failed.Exception);
                break;
            case CommandExecutedEventData executed:
                CommandActivities.Stop(executed.Command);
                break;
            case CommandEndEventData canceled:
                CommandActivities.Fail(canceled.Command, null);
                break;
            case CommandEventData executing when value.Key == Executing:
                CommandActivities.Start(executing.Command);
                break;
        }
    }

    public void OnError(Exception error)
    {
    }

    public void OnCompleted()
    {
    }
}
