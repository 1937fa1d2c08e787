using System.Data.Common;
using System.Diagnostics;

namespace Obs.Tracing.Sql;

/// <summary>Runs a recorded execution: its activity starts before, stops when the call returns, and its exception goes on
/// untouched.</summary>
internal static class SqlExecution
{
    public static TResult Run<TState, TResult>(DbConnection? connection, SqlText text, TState state, Func<TState, TResult> execute)
    {
        Activity? activity = SqlCommandTracing.Start(connection, text);
        try
        {
            TResult result = execute(state);
            activity?.Stop();
            return result;
        }
        catch (Exception exception)
        {
            SqlCommandTracing.Fail(activity, exception);
            throw;
        }
    }

    /// <summary>What the provider throws at once is thrown at once, and a task that is done already is handed on as it is.</summary>
    public static Task<TResult> RunAsync<TState, TResult>(
        DbConnection? connection,
        SqlText text,
        TState state,
        Func<TState, CancellationToken, Task<TResult>> execute,
        CancellationToken cancellationToken)
    {
        Activity? caller = Activity.Current;
        Activity? activity = SqlCommandTracing.Start(connection, text);
        Task<TResult> execution;
        try
        {
            execution = execute(state, cancellationToken);
        }
        catch (Exception exception)
        {
            SqlCommandTracing.Fail(activity, exception);
            throw;
        }

        if (activity is null)
        {
            return execution;
        }

        if (execution.IsCompletedSuccessfully)
        {
            activity.Stop();
            return execution;
        }

        // Current in the provider, and no longer when the caller gets its task.
        Activity.Current = caller;
        return FinishAsync(execution, activity);
    }

    private static async Task<TResult> FinishAsync<TResult>(Task<TResult> execution, Activity activity)
    {
        try
        {
            TResult result = await execution.ConfigureAwait(false);
            activity.Stop();
            return result;
        }
        catch (Exception exception)
        {
            SqlCommandTracing.Fail(activity, exception);
            throw;
        }
    }
}
