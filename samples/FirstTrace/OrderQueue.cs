using Obs.Tracing;

namespace FirstTrace;

/// <summary>Work that messages ask for, one at a time or many at once.</summary>
internal sealed class OrderQueue(Tracer tracer, Checkout checkout)
{
    public async Task HandleAsync(Order order, string traceHeader)
    {
        // What AWS sends, or what services that speak W3C send.
        _ = TraceHeader.TryParse(traceHeader, out TraceHeader cause) || TraceHeader.TryParseW3C(traceHeader, out cause);
        using SubsegmentScope segment = tracer.BeginSegment("handle order", cause);
        await checkout.PayAsync(order);
    }

    public async Task ImportAsync(IReadOnlyList<(Order Order, string TraceHeader)> messages)
    {
        using SubsegmentScope batch = tracer.BeginSegment("import orders");
        foreach ((Order order, string traceHeader) in messages)
        {
            batch.AddLink(traceHeader);
            await checkout.PayAsync(order);
        }
    }
}
