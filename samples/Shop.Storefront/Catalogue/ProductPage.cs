namespace Shop.Storefront.Catalogue;

internal sealed record ProductPage(
    int Id, string Name, string Description, string Category, decimal Price, int Available, Rating Rating,
    IReadOnlyList<ProductSummary> Related);
