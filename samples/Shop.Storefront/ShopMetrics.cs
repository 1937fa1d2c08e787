using System.Diagnostics.Metrics;

namespace Shop.Storefront;

/// <summary>What the business counts: views of products and categories, purchases and what they brought in.</summary>
internal sealed class ShopMetrics
{
    private readonly Counter<long> _productViews;
    private readonly Counter<long> _categoryViews;
    private readonly Counter<long> _purchases;
    private readonly Counter<double> _revenue;

    public ShopMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create("Obs.Business");
        _productViews = meter.CreateCounter<long>("ProductViews");
        _categoryViews = meter.CreateCounter<long>("CategoryViews");
        _purchases = meter.CreateCounter<long>("Purchases");
        _revenue = meter.CreateCounter<double>("Revenue", "EUR");
    }

    public void ProductViewed(string category) => _productViews.Add(1, Category(category));

    public void CategoryViewed(string category) => _categoryViews.Add(1, Category(category));

    public void Purchased(string category, int quantity, decimal amount)
    {
        _purchases.Add(quantity, Category(category));
        _revenue.Add((double)amount, Category(category));
    }

    private static KeyValuePair<string, object?> Category(string category) => new("Category", category);
}
