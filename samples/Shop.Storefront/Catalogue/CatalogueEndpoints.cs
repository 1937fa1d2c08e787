using Shop.Storefront.Data;
using Shop.Storefront.Services;

namespace Shop.Storefront.Catalogue;

internal static class CatalogueEndpoints
{
    private const int ShortestTerm = 3;

    public static void MapCatalogue(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/categories", static (CatalogueQueries queries, CancellationToken cancellationToken) =>
            queries.ListCategoriesAsync(cancellationToken));
        endpoints.MapGet("/categories/{slug}", GetCategoryAsync);
        endpoints.MapGet("/products/{id}", GetProductAsync);
        endpoints.MapGet("/popular", static (PopularProducts popular) => popular.List());
        endpoints.MapGet("/search", SearchAsync).RequireRateLimiting(SearchLimit.Policy);
    }

    private static async Task<IResult> GetCategoryAsync(
        string slug, CatalogueQueries queries, ShopMetrics metrics, CancellationToken cancellationToken)
    {
        if (await queries.FindCategoryAsync(slug, cancellationToken) is not { } category)
        {
            return Results.NotFound();
        }

        metrics.CategoryViewed(category.Slug);
        return Results.Ok(category);
    }

    private static async Task<IResult> GetProductAsync(
        int id,
        CatalogueQueries queries,
        Ratings ratings,
        InventoryClient inventory,
        ShopMetrics metrics,
        ILogger<CatalogueQueries> logger,
        CancellationToken cancellationToken)
    {
        if (await queries.FindProductAsync(id, cancellationToken) is not Product product)
        {
            Log.ProductMissing(logger, id);
            return Results.NotFound();
        }

        Rating rating = await ratings.GetAsync(id, cancellationToken);
        List<ProductSummary> related = await queries.ListRelatedAsync(product, cancellationToken);
        int available = await inventory.GetAvailableAsync(id, cancellationToken);

        metrics.ProductViewed(product.Name, product.CategorySlug);
        Log.ProductViewed(logger, id, product.CategorySlug);
        return Results.Ok(new ProductPage(
            id, product.Name, product.Description, product.CategorySlug, product.PriceCents / 100m, available, rating, related));
    }

    private static async Task<IResult> SearchAsync(
        string? q, CatalogueQueries queries, ShopMetrics metrics, ILogger<CatalogueQueries> logger, CancellationToken cancellationToken)
    {
        if (q is not { Length: >= ShortestTerm })
        {
            return Results.Problem($"q must have at least {ShortestTerm} characters.", statusCode: StatusCodes.Status400BadRequest);
        }

        List<ProductSummary> found = await queries.SearchAsync(q, cancellationToken);
        metrics.Searched(q);
        Log.Searched(logger, q, found.Count);
        return Results.Ok(found);
    }
}
