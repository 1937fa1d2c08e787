namespace Shop.Traffic;

/// <summary>The operations of the storefront that visitors use, named as metrics name them: method and route template.</summary>
public static class Operation
{
    public const string ListCategories = "GET /categories";
    public const string Category = "GET /categories/{slug}";
    public const string Product = "GET /products/{id}";
    public const string Search = "GET /search";
    public const string AddToCart = "POST /carts/{cartId}/items";
    public const string Cart = "GET /carts/{cartId}";
    public const string Checkout = "POST /checkout";
}
