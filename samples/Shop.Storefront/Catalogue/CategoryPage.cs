namespace Shop.Storefront.Catalogue;

internal sealed record CategoryPage(string Slug, string Name, IReadOnlyList<ProductSummary> Products);
