namespace Shop.Storefront.Checkout;

internal sealed record CheckoutRequest(string CartId, string Card);
