namespace Shop.Storefront.Checkout;

/// <summary>How a checkout ended: the order that was placed, or the status and reason why none was.</summary>
internal sealed record CheckoutOutcome(int Status, string? OrderId, decimal Total, string? Reason)
{
    public static CheckoutOutcome Placed(string orderId, decimal total) => new(StatusCodes.Status201Created, orderId, total, Reason: null);

    public static CheckoutOutcome EmptyCart() => new(StatusCodes.Status400BadRequest, OrderId: null, Total: 0, "empty_cart");

    public static CheckoutOutcome SoldOut(string orderId, decimal total) => new(StatusCodes.Status409Conflict, orderId, total, "sold_out");

    public static CheckoutOutcome Declined(string orderId, decimal total, string reason) =>
        new(StatusCodes.Status402PaymentRequired, orderId, total, reason);
}
