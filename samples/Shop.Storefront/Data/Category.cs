namespace Shop.Storefront.Data;

internal sealed class Category
{
    public required string Slug { get; init; }

    public required string Name { get; init; }
}
