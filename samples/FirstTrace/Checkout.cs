using Obs.Tracing;

namespace FirstTrace;

/// <summary>A piece of work with a subsegment of its own.</summary>
internal sealed class Checkout(Tracer tracer, HttpClient payments)
{
    public async Task<Receipt> PayAsync(Order order)
    {
        using SubsegmentScope scope = tracer.BeginSubsegment("pay").Annotate("tenant", order.Tenant).Annotate("items", order.Items.Count);
        scope.AddMetadata("order", "coupon", order.Coupon);
        try
        {
            return await ChargeAsync(order);
        }
        catch (HttpRequestException exception)
        {
            scope.RecordException(exception);
            throw;
        }
    }

    private async Task<Receipt> ChargeAsync(Order order)
    {
        using HttpResponseMessage response = await payments.PostAsJsonAsync(new Uri("/payments", UriKind.Relative), order);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<Receipt>()
            ?? throw new InvalidDataException("The payment service sent no receipt.");
    }
}
