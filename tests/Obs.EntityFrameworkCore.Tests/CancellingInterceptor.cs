using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Obs.EntityFrameworkCore.Tests;

/// <summary>Cancels a token when a command is about to run, so that the provider is the first to see it.</summary>
internal sealed class CancellingInterceptor(CancellationTokenSource source) : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText == "SELECT 1")
        {
            await source.CancelAsync();
        }

        return result;
    }
}
