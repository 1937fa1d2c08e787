namespace Shop.Storefront.Carts;

internal sealed record CartPage(string CartId, IReadOnlyList<CartItem> Items, decimal Total);
