namespace Shop.Storefront.Carts;

internal sealed record CartItem(int ProductId, string Name, int Quantity, decimal Price);
