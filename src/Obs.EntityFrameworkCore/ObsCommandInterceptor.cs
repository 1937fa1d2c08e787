using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Obs.EntityFrameworkCore;

/// <summary>Records the commands of the contexts it is registered with, by <c>options.AddInterceptors(new
/// ObsCommandInterceptor())</c>.</summary>
/// <remarks>
/// For contexts outside a host, or where interceptors are the custom. <c>AddObsEntityFrameworkCore()</c> does the same for every context
/// and costs
/// nothing when a trace is not sampled, where a registered interceptor costs what EF Core builds for it. Both together record a command
/// once.
/// Never throws. Thread safety: one instance may serve any number of contexts.
/// </remarks>
public sealed class ObsCommandInterceptor : DbCommandInterceptor
{
    /// <inheritdoc/>
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Started(command, result);

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default) =>
        new(Started(command, result));

    /// <inheritdoc/>
    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Started(command, result);

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        new(Started(command, result));

    /// <inheritdoc/>
    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Started(command, result);

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        new(Started(command, result));

    /// <inheritdoc/>
    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) =>
        Stopped(command, result);

    /// <inheritdoc/>
    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) =>
        new(Stopped(command, result));

    /// <inheritdoc/>
    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result) =>
        Stopped(command, result);

    /// <inheritdoc/>
    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default) =>
        new(Stopped(command, result));

    /// <inheritdoc/>
    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result) => Stopped(command, result);

    /// <inheritdoc/>
    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        new(Stopped(command, result));

    /// <inheritdoc/>
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Failed(command, eventData);

    /// <inheritdoc/>
    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Failed(command, eventData);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void CommandCanceled(DbCommand command, CommandEndEventData eventData) => CommandActivities.Fail(command, null);

    /// <inheritdoc/>
    public override Task CommandCanceledAsync(
        DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        CommandActivities.Fail(command, null);
        return Task.CompletedTask;
    }

    private static TResult Started<TResult>(DbCommand command, TResult result)
    {
        CommandActivities.Start(command);
        return result;
    }

    private static TResult Stopped<TResult>(DbCommand command, TResult result)
    {
        CommandActivities.Stop(command);
        return result;
    }

    private static void Failed(DbCommand command, CommandErrorEventData? eventData) =>
        CommandActivities.Fail(command, eventData?.Exception);
}
