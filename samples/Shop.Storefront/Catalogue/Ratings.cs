using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Shop.Storefront.Data;

namespace Shop.Storefront.Catalogue;

/// <summary>
/// The average rating of a product, kept for a few minutes. Popular products answer from memory; a cold one pays for a scan of all
/// reviews. That scan is what stands behind the p99 of the product page.
/// </summary>
internal sealed class Ratings(ShopContext context, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    public async Task<Rating> GetAsync(int productId, CancellationToken cancellationToken) =>
        await cache.GetOrCreateAsync((typeof(Rating), productId), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Kept;
            return ReadAsync(productId, cancellationToken);
        }) ?? Rating.None;

    private async Task<Rating> ReadAsync(int productId, CancellationToken cancellationToken) =>
        await context.Reviews
            .Where(review => review.ProductId == productId)
            .GroupBy(static review => review.ProductId)
            .Select(static group => new Rating(group.Average(static review => review.Stars), group.Count()))
            .FirstOrDefaultAsync(cancellationToken) ?? Rating.None;
}
