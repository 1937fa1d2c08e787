using Microsoft.EntityFrameworkCore;

namespace Obs.EntityFrameworkCore.Tests;

internal sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();
}
