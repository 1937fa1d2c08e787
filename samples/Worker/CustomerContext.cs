using Microsoft.EntityFrameworkCore;
using Obs.EntityFrameworkCore;

namespace Worker;

/// <summary>A context that is made without a host, and so brings its own interceptor.</summary>
internal sealed class CustomerContext(string connectionString) : DbContext
{
    public DbSet<Customer> Customers => Set<Customer>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseSqlite(connectionString).AddInterceptors(new ObsCommandInterceptor());
}
