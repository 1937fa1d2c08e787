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

    // Async, so that the activity is current in here and in the provider, and no longer when the caller gets its task.
    public static async Task<TResult> RunAsync<TState, TResult>(
        DbConnection? connection,
        SqlText text,
        TState state,
        Func<TState, CancellationToken, Task<TResult>> execute,
        CancellationToken cancellationToken)
    {
        Activity? activity = SqlCommandTracing.Start(connection, text);
        try
        {
            TResult result = await execute(state, cancellationToken).ConfigureAwait(false);
            activity?.Stop();
            return result;
        }
        catch (Exception exception)
        {
            SqlCommandTracing.Fail(activity, exception);
            throw;
        }
    }
}
