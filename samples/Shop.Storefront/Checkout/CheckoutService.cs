using Microsoft.EntityFrameworkCore;
using Obs.Tracing;
using Shop.Storefront.Data;
using Shop.Storefront.Services;

namespace Shop.Storefront.Checkout;

/// <summary>Turns a cart into an order: reserves the stock, authorises the payment, and keeps both or neither.</summary>
internal sealed class CheckoutService(
    ShopContext context,
    InventoryClient inventory,
    PaymentsClient payments,
    ShopMetrics metrics,
    Tracer tracer,
    TimeProvider time,
    ILogger<CheckoutService> logger)
{
    public async Task<CheckoutOutcome> PlaceAsync(CheckoutRequest request, CancellationToken cancellationToken)
    {
        using IDisposable? scope = Log.BeginCart(logger, request.CartId);
        List<CartLine> lines = await context.CartLines
            .Include(static line => line.Product)
            .Where(line => line.CartId == request.CartId)
            .ToListAsync(cancellationToken);
        if (lines.Count == 0)
        {
            return CheckoutOutcome.EmptyCart();
        }

        string orderId = $"ord_{Guid.CreateVersion7(time.GetUtcNow()):N}";
        long totalCents = lines.Sum(static line => line.Product!.PriceCents * line.Quantity);
        decimal total = totalCents / 100m;
        Describe(orderId, request.CartId, lines);

        Log.CheckingOut(logger, orderId, lines.Count, total);
        if (!await tracer.TraceAsync("reserve stock", () => inventory.ReserveAsync(orderId, lines, cancellationToken)))
        {
            Log.SoldOut(logger, orderId, "sold_out");
            return CheckoutOutcome.SoldOut(orderId, total);
        }

        PaymentAnswer payment = await AuthoriseAsync(orderId, totalCents, request.Card, cancellationToken);
        Log.PaymentAnswered(logger, payment);
        if (payment.DeclineReason is string reason)
        {
            await inventory.ReleaseAsync(orderId, cancellationToken);
            Log.PaymentDeclined(logger, orderId, total, reason);
            tracer.Current.Annotate("declineReason", reason);
            return CheckoutOutcome.Declined(orderId, total, reason);
        }

        await SaveAsync(
            new Order { Id = orderId, AuthorisationId = payment.Id!, TotalCents = totalCents, PlacedAt = time.GetUtcNow() }, lines);
        return CheckoutOutcome.Placed(orderId, total);
    }

    private void Describe(string orderId, string cartId, List<CartLine> lines)
    {
        SubsegmentScope segment = tracer.Current;
        segment.Annotate("orderId", orderId).Annotate("cartLines", lines.Count).SetUser(cartId);
        if (segment.IsRecording)
        {
            OrderedItem[] items =
                [.. lines.Select(static line => new OrderedItem(line.ProductId, line.Quantity, line.Product!.PriceCents))];
            segment.AddMetadata("order", "items", items, OrderedItemsJson.Default.OrderedItemArray);
        }
    }

    private async Task<PaymentAnswer> AuthoriseAsync(string orderId, long totalCents, string card, CancellationToken cancellationToken)
    {
        try
        {
            return await payments.AuthoriseAsync(orderId, totalCents, card, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            Log.PaymentFaulted(logger, exception, orderId, totalCents / 100m);
            await inventory.ReleaseAsync(orderId, cancellationToken);
            throw;
        }
    }

    // Without the request's token: the money is held, so the order is kept even when the customer has gone.
    private async Task SaveAsync(Order order, List<CartLine> lines)
    {
        using SubsegmentScope subsegment = tracer.BeginSubsegment("save order");
        context.Orders.Add(order);
        context.CartLines.RemoveRange(lines);
        await context.SaveChangesAsync(CancellationToken.None);

        foreach (CartLine line in lines)
        {
            metrics.Purchased(line.Product!.CategorySlug, line.Quantity, line.Product.PriceCents * line.Quantity / 100m);
        }

        metrics.Ordered(lines.Sum(static line => line.Quantity));

        Log.OrderPlaced(logger, order.Id, lines.Count, order.TotalCents / 100m);
    }
}
