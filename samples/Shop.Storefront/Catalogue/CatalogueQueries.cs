using Microsoft.EntityFrameworkCore;
using Shop.Storefront.Data;

namespace Shop.Storefront.Catalogue;

internal sealed class CatalogueQueries(ShopContext context)
{
    private const int RelatedProducts = 6;
    private const int SearchResults = 20;

    public Task<List<CategoryLink>> ListCategoriesAsync(CancellationToken cancellationToken) =>
        context.Categories
            .OrderBy(static category => category.Name)
            .Select(static category => new CategoryLink(category.Slug, category.Name))
            .ToListAsync(cancellationToken);

    public async Task<CategoryPage?> FindCategoryAsync(string slug, CancellationToken cancellationToken)
    {
        Category? category = await context.Categories.AsNoTracking()
            .FirstOrDefaultAsync(category => category.Slug == slug, cancellationToken);
        if (category is null)
        {
            return null;
        }

        List<ProductSummary> products = await context.Products
            .Where(product => product.CategorySlug == slug)
            .OrderBy(static product => product.PriceCents)
            .Select(static product => new ProductSummary(product.Id, product.Name, product.PriceCents / 100m))
            .ToListAsync(cancellationToken);
        return new CategoryPage(category.Slug, category.Name, products);
    }

    public Task<Product?> FindProductAsync(int id, CancellationToken cancellationToken) =>
        context.Products.AsNoTracking().FirstOrDefaultAsync(product => product.Id == id, cancellationToken);

    /// <summary>Planted: asks for the ids first and then for each product by itself, the N+1 that reads well in code and badly in a
    /// trace.</summary>
    public async Task<List<ProductSummary>> ListRelatedAsync(Product product, CancellationToken cancellationToken)
    {
        List<int> ids = await context.Products
            .Where(other => other.CategorySlug == product.CategorySlug && other.Id != product.Id)
            .OrderBy(other => Math.Abs(other.PriceCents - product.PriceCents))
            .Select(static other => other.Id)
            .Take(RelatedProducts)
            .ToListAsync(cancellationToken);

        var related = new List<ProductSummary>(ids.Count);
        foreach (int id in ids)
        {
            Product other = await context.Products.AsNoTracking().FirstAsync(other => other.Id == id, cancellationToken);
            related.Add(new ProductSummary(other.Id, other.Name, other.PriceCents / 100m));
        }

        return related;
    }

    /// <summary>Planted: a pattern that begins with a wildcard, over the text of every review; no index can help it.</summary>
    public Task<List<ProductSummary>> SearchAsync(string term, CancellationToken cancellationToken) =>
        context.Reviews
            .Where(review => EF.Functions.Like(review.Text, $"%{term}%"))
            .GroupBy(static review => review.ProductId)
            .OrderByDescending(static group => group.Count())
            .Select(static group => new { ProductId = group.Key })
            .Take(SearchResults)
            .Join(
                context.Products,
                static hit => hit.ProductId,
                static product => product.Id,
                static (_, product) => new ProductSummary(product.Id, product.Name, product.PriceCents / 100m))
            .ToListAsync(cancellationToken);
}
