namespace Shop.Storefront.Carts;

internal sealed record AddToCart(int ProductId, int Quantity);
