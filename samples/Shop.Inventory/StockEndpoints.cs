using Obs.Logging;

namespace Shop.Inventory;

internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/stock/{productId}", GetLevelAsync);
        endpoints.MapPost("/reservations", ReserveAsync);
        endpoints.MapDelete("/reservations/{orderId}", ReleaseAsync);
    }

    private static async Task<IResult> GetLevelAsync(int productId, Stock stock, CancellationToken cancellationToken) =>
        await stock.FindAsync(productId, cancellationToken) is { } level ? Results.Ok(level) : Results.NotFound();

    private static async Task<IResult> ReserveAsync(
        ReservationRequest request, Stock stock, ILogger<Stock> logger, CancellationToken cancellationToken)
    {
        if (await stock.ReserveAsync(request, cancellationToken) is int missing)
        {
            Log.SoldOut(logger, request.OrderId, missing);
            return Results.Problem($"Product {missing} is sold out.", statusCode: StatusCodes.Status409Conflict);
        }

        logger.LogEntry(new Reserved(request.OrderId, request.Lines.Count));
        return Results.Created($"/reservations/{request.OrderId}", value: null);
    }

    private static async Task<IResult> ReleaseAsync(string orderId, Stock stock, ILogger<Stock> logger, CancellationToken cancellationToken)
    {
        int lines = await stock.ReleaseAsync(orderId, cancellationToken);
        Log.Released(logger, orderId, lines);
        return Results.NoContent();
    }
}
