using Obs.Metrics;

namespace Shop.Storefront;

/// <summary>What the business counts: visits, views of products and categories, purchases and what they brought in, each by category; how
/// large orders are and how many checkouts end in one; and which products and search terms are the most wanted.</summary>
internal sealed class ShopMetrics(BusinessMetrics business)
{
    /// <summary>The ranking of products by views.</summary>
    public const string MostViewed = "MostViewedProducts";

    private readonly BusinessCounter _visits = business.CreateCounter("Visits", "MadeBy", "Operation");
    private readonly BusinessCounter _productViews = business.CreateCounter("ProductViews", "Category");
    private readonly BusinessCounter _categoryViews = business.CreateCounter("CategoryViews", "Category");
    private readonly BusinessCounter _purchases = business.CreateCounter("Purchases", "Category");
    private readonly BusinessAmount _revenue = business.CreateAmount("Revenue", "EUR", "Category");
    private readonly BusinessDistribution _orderSize = business.CreateDistribution("OrderSize", "{item}");
    private readonly BusinessRatio _conversion = business.CreateRatio("CheckoutConversion");
    private readonly BusinessTopK _mostViewed = business.CreateTopK(MostViewed);
    private readonly BusinessTopK _searchTerms = business.CreateTopK("SearchTerms");

    /// <param name="madeBy">Whether the traffic generator made the request, or a person.</param>
    /// <param name="operation">Method and route template, as request metrics name it.</param>
    public void Visited(string madeBy, string operation) => _visits.Add(1, madeBy, operation);

    public void ProductViewed(string name, string category)
    {
        _productViews.Add(1, category);
        _mostViewed.Add(name);
    }

    public void Searched(string term) => _searchTerms.Add(term);

    public void CategoryViewed(string category) => _categoryViews.Add(1, category);

    public void Purchased(string category, int quantity, decimal amount)
    {
        _purchases.Add(quantity, category);
        _revenue.Add((double)amount, category);
    }

    /// <param name="items">How many items one order holds.</param>
    public void Ordered(int items) => _orderSize.Record(items);

    /// <param name="isPlaced">Whether the checkout ended in an order.</param>
    public void CheckedOut(bool isPlaced) => _conversion.Add(isPlaced);
}
