namespace Shop.Storefront.Checkout;

internal static class CheckoutEndpoint
{
    public static void MapCheckout(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/checkout", static async (CheckoutRequest request, CheckoutService checkout, CancellationToken cancellationToken) =>
        {
            CheckoutOutcome outcome = await checkout.PlaceAsync(request, cancellationToken);
            return Results.Json(outcome, statusCode: outcome.Status);
        });
}
