using Microsoft.EntityFrameworkCore;

namespace Shop.Storefront.Data;

internal sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<CartLine> CartLines => Set<CartLine>();

    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Category>().HasKey(static category => category.Slug);
        modelBuilder.Entity<Product>().HasIndex(static product => product.CategorySlug);
        modelBuilder.Entity<CartLine>().HasKey(static line => new { line.CartId, line.ProductId });

        // Planted: reviews have no index on ProductId, so every rating that is not in the cache reads the whole table.
        modelBuilder.Entity<Review>();
    }
}
