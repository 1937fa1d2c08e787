namespace Shop.Storefront.Data;

internal sealed class Product
{
    public int Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>In cents: SQLite has no decimal type.</summary>
    public long PriceCents { get; init; }

    public required string CategorySlug { get; init; }
}
