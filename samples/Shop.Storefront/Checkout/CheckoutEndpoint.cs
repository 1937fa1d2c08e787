namespace Shop.Storefront.Checkout;

internal static class CheckoutEndpoint
{
    public static void MapCheckout(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/checkout", CheckOutAsync);

    private static async Task<IResult> CheckOutAsync(
        CheckoutRequest request, CheckoutService checkout, ShopMetrics metrics, CancellationToken cancellationToken)
    {
        bool isPlaced = false;
        try
        {
            CheckoutOutcome outcome = await checkout.PlaceAsync(request, cancellationToken);
            isPlaced = outcome.Reason is null;
            return Results.Json(outcome, statusCode: outcome.Status);
        }
        finally
        {
            metrics.CheckedOut(isPlaced);
        }
    }
}
