using Shop.Traffic;

namespace Shop.Tests;

public sealed class JourneyPlannerTests
{
    [Fact]
    public void The_same_seed_plans_the_same_journeys()
    {
        Describe(Plan(seed: 7, count: 200)).Should().Equal(Describe(Plan(seed: 7, count: 200)));
        Describe(Plan(seed: 7, count: 200)).Should().NotEqual(Describe(Plan(seed: 8, count: 200)));
    }

    [Fact]
    public void Every_visitor_and_so_every_cart_is_new()
    {
        Plan(seed: 1, count: 1_000).Select(static journey => journey.Visitor).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void The_mix_holds_every_operation_and_most_visitors_only_look()
    {
        List<Journey> journeys = Plan(seed: 1, count: 5_000);

        journeys.SelectMany(static journey => journey.Requests).Select(static request => request.Operation).Distinct()
            .Should().BeEquivalentTo(
                Operation.ListCategories, Operation.Category, Operation.Product, Operation.Search, Operation.AddToCart, Operation.Cart,
                Operation.Checkout);
        journeys.Count(static journey => journey.Name == "buy").Should().BeInRange(700, 1_000);
        journeys.Count(static journey => journey.Name == "crawl").Should().BeInRange(20, 90);
    }

    [Fact]
    public void A_purchase_fills_the_cart_that_it_pays_for()
    {
        foreach (Journey journey in Plan(seed: 3, count: 2_000).Where(static journey => journey.Name == "buy"))
        {
            journey.Requests.Should().Contain(request => request.Path == $"carts/{journey.Visitor}/items");
            journey.Requests[^1].Operation.Should().Be(Operation.Checkout);
        }
    }

    [Fact]
    public void A_few_products_are_hot_and_most_are_cold()
    {
        string[] viewed = [.. Plan(seed: 1, count: 5_000)
            .SelectMany(static journey => journey.Requests)
            .Where(static request => request.Operation == Operation.Product)
            .Select(static request => request.Path)];
        int[] byProduct = [.. viewed.CountBy(static path => path).Select(static pair => pair.Value).OrderDescending()];

        byProduct.Length.Should().BeGreaterThan(300);
        byProduct.Take(20).Sum().Should().BeGreaterThan(viewed.Length / 3);
    }

    private static List<Journey> Plan(int seed, int count)
    {
        var planner = new JourneyPlanner(seed, "test");
        return [.. Enumerable.Range(0, count).Select(_ => planner.Next())];
    }

    private static IEnumerable<string> Describe(IEnumerable<Journey> journeys) => journeys.SelectMany(
        static journey => journey.Requests.Select(request => $"{journey.Visitor} {request.Method} {request.Path} {request.Body}"));
}
