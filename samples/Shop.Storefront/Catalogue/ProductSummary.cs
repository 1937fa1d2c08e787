namespace Shop.Storefront.Catalogue;

internal sealed record ProductSummary(int Id, string Name, decimal Price);
