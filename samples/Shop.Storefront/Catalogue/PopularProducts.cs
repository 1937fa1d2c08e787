using Obs.Metrics;

namespace Shop.Storefront.Catalogue;

/// <summary>What visitors look at most just now: read from the metrics that are kept anyway.</summary>
internal sealed class PopularProducts(MetricStore metrics)
{
    private const int Shown = 10;

    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(15);

    public IReadOnlyList<PopularProduct> List()
    {
        MetricTopK? viewed = metrics.GetWindow(JustNow).TopK.FirstOrDefault(static ranking => ranking.Name == ShopMetrics.MostViewed);
        IEnumerable<TopKEntry> products = viewed?.Entries.Take(Shown) ?? [];
        return [.. products.Select(static product => new PopularProduct(product.Key, product.Count, product.Error))];
    }
}
