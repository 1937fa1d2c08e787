namespace Shop.Storefront.Catalogue;

internal sealed record Rating(double Stars, int Reviews)
{
    public static Rating None { get; } = new(Stars: 0, Reviews: 0);
}
