namespace Shop.Storefront.Data;

internal sealed class CartLine
{
    public required string CartId { get; init; }

    public int ProductId { get; init; }

    public int Quantity { get; set; }

    public Product? Product { get; init; }
}
