namespace Shop.Traffic;

/// <summary>Plans what visitors do. The same seed plans the same journeys. One caller at a time.</summary>
internal sealed class JourneyPlanner
{
    private const int Products = 400;
    private const int FirstMissingProduct = 9_000;
    private const int CrawlerSearches = 9;
    private const int ProductStride = 137; // Shares no factor with the number of products: spreads hot ranks over all categories.

    private static readonly string[] Categories = ["books", "kitchen", "garden", "cycling", "lighting", "audio", "stationery", "toys"];
    private static readonly string[] Terms =
        ["lovely", "gift", "scratched", "squeaks", "plastic", "children", "warm", "honest", "delivery"];

    private readonly Random _random;
    private readonly string _run;
    private readonly Zipf _products = new(Products, exponent: 1.1);
    private readonly Zipf _categories = new(Categories.Length, exponent: 0.8);
    private readonly (Func<string, Journey> Plan, int Weight)[] _mix;
    private int _visitors;

    /// <param name="seed">Decides every journey.</param>
    /// <param name="run">Goes into the visitors' names, so that the carts of two runs never meet.</param>
    public JourneyPlanner(int seed, string run)
    {
        _random = new Random(seed);
        _run = run;
        _mix = [(Browse, 46), (FollowLink, 24), (Buy, 17), (SearchAndLook, 9), (FollowDeadLink, 3), (Crawl, 1)];
    }

    public Journey Next() => _mix.Pick(_random)($"{_run}-{++_visitors}");

    private Journey Browse(string visitor) => new(
        "browse",
        visitor,
        [
            PlannedRequest.Get(Operation.ListCategories, "categories"),
            PlannedRequest.Get(Operation.Category, $"categories/{Categories[_categories.Next(_random) - 1]}"),
            .. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => ProductPage(NextProduct())),
        ]);

    private Journey FollowLink(string visitor) => new("follow a link", visitor, [ProductPage(NextProduct())]);

    private Journey Buy(string visitor)
    {
        int[] bought = [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => NextProduct())];
        return new(
            "buy",
            visitor,
            [
                ProductPage(bought[0]),
                .. bought.Select(id => PlannedRequest.Post(
                    Operation.AddToCart, $"carts/{visitor}/items", new { productId = id, quantity = _random.Next(1, 4) })),
                PlannedRequest.Get(Operation.Cart, $"carts/{visitor}"),
                PlannedRequest.Post(Operation.Checkout, "checkout", new { cartId = visitor, card = Cards.Next(_random) }),
            ]);
    }

    private Journey SearchAndLook(string visitor) => new("search", visitor, [Search(), ProductPage(NextProduct())]);

    private Journey FollowDeadLink(string visitor) =>
        new("follow a dead link", visitor, [ProductPage(FirstMissingProduct + _random.Next(Products))]);

    private Journey Crawl(string visitor) => new("crawl", visitor, [.. Enumerable.Range(0, CrawlerSearches).Select(_ => Search())]);

    private PlannedRequest Search() => PlannedRequest.Get(Operation.Search, $"search?q={Terms[_random.Next(Terms.Length)]}");

    private int NextProduct() => (_products.Next(_random) * ProductStride % Products) + 1;

    private static PlannedRequest ProductPage(int id) => PlannedRequest.Get(Operation.Product, $"products/{id}");
}
