namespace Shop.Storefront.Catalogue;

/// <summary>A product that many look at: <paramref name="Views"/> times at most, and at least <paramref name="Error"/> fewer.</summary>
internal sealed record PopularProduct(string Name, long Views, long Error);
