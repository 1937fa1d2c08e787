using Microsoft.Extensions.Hosting;
using Obs.Tracing;

namespace Worker;

/// <summary>Places a few orders. No request asked for it, so it begins a segment of its own.</summary>
internal sealed class OrderImport(Tracer tracer, ConfirmationQueue queue) : BackgroundService
{
    private static readonly string[] Customers = ["anna@example.com", "busy@example.com", "nobody@example.com", "lost@example.com"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using SubsegmentScope segment = tracer.BeginSegment("order-import");
        segment.Annotate("orders", Customers.Length);
        SubsegmentScope check = tracer.BeginSubsegment("check addresses");
        using (check)
        {
            check.Annotate("valid", Customers.Count(static customer => customer.Contains('@', StringComparison.Ordinal)));
        }

        using SubsegmentScope place = tracer.BeginSubsegment("place").AddPrecursor(check);
        for (int i = 0; i < Customers.Length; i++)
        {
            string placedIn = segment.Activity is { } activity ? TraceHeader.Format(activity, segment.IsRecording) : "";
            await queue.AddAsync(new PlacedOrder($"ord_{i}", Customers[i], placedIn), stoppingToken);
        }

        queue.Complete();
    }
}
