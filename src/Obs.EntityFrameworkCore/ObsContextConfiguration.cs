using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Obs.EntityFrameworkCore;

/// <summary>Makes EF Core ask for every command whether its events are wanted.</summary>
/// <remarks>
/// By default a context remembers for a second that nobody wanted them. A pooled context lives on from one request to the next, so the
/// commands of a sampled request would go unrecorded because an unsampled one had the same context just before.
/// </remarks>
internal sealed class ObsContextConfiguration<TContext> : IDbContextOptionsConfiguration<TContext>
    where TContext : DbContext
{
    public void Configure(IServiceProvider serviceProvider, DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ConfigureLoggingCacheTime(TimeSpan.Zero);
}
