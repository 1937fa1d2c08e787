namespace Shop.Storefront.Checkout;

/// <summary>A line of an order as its trace keeps it.</summary>
internal sealed record OrderedItem(int ProductId, int Quantity, long PriceCents);
