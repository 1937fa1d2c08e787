using Microsoft.EntityFrameworkCore;
using Shop.Storefront.Data;

namespace Shop.Storefront.Carts;

internal static class CartEndpoints
{
    private const int MostOfOne = 20;

    public static void MapCarts(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/carts/{cartId}", GetAsync);
        endpoints.MapPost("/carts/{cartId}/items", AddAsync);
    }

    private static async Task<IResult> GetAsync(string cartId, ShopContext context, CancellationToken cancellationToken)
    {
        List<CartItem> items = await context.CartLines
            .Where(line => line.CartId == cartId)
            .Select(static line => new CartItem(line.ProductId, line.Product!.Name, line.Quantity, line.Product.PriceCents / 100m))
            .ToListAsync(cancellationToken);
        return Results.Ok(new CartPage(cartId, items, items.Sum(static item => item.Price * item.Quantity)));
    }

    private static async Task<IResult> AddAsync(
        string cartId, AddToCart item, ShopContext context, ILogger<CartLine> logger, CancellationToken cancellationToken)
    {
        if (item.Quantity is < 1 or > MostOfOne)
        {
            return Results.Problem(
                $"quantity must be 1 to {MostOfOne}; found {item.Quantity}.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (!await context.Products.AnyAsync(product => product.Id == item.ProductId, cancellationToken))
        {
            Log.ProductMissing(logger, item.ProductId);
            return Results.NotFound();
        }

        CartLine? line = await context.CartLines.FindAsync([cartId, item.ProductId], cancellationToken);
        if (line is null)
        {
            line = new CartLine { CartId = cartId, ProductId = item.ProductId };
            context.CartLines.Add(line);
        }

        line.Quantity = Math.Min(line.Quantity + item.Quantity, MostOfOne);
        await context.SaveChangesAsync(cancellationToken);
        Log.AddedToCart(logger, cartId, item.ProductId, item.Quantity);
        return Results.NoContent();
    }
}
