using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Obs.Tracing;

namespace Worker;

/// <summary>Confirms orders in the background. A queue carries no ambient context: each order begins a segment, linked to where it was
/// placed.</summary>
internal sealed class ConfirmationWorker(
    Tracer tracer, ConfirmationQueue queue, Mailer mailer, Archive archive, IHostApplicationLifetime lifetime,
    ILogger<ConfirmationWorker> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await archive.OpenAsync(stoppingToken);
        await foreach (PlacedOrder order in queue.ReadAllAsync(stoppingToken))
        {
            await ConfirmAsync(order, stoppingToken);
        }

        await tracer.FlushAsync(stoppingToken);
        Report(tracer.Statistics);
        lifetime.StopApplication();
    }

    private async Task ConfirmAsync(PlacedOrder order, CancellationToken cancellationToken)
    {
        using SubsegmentScope segment = tracer.BeginSegment("confirmations");
        segment.Annotate("orderId", order.Id).AddLink(order.PlacedIn);
        try
        {
            string text = tracer.Trace("render", () => $"Thank you for order {order.Id}.");
            await mailer.SendAsync(order.Address, text, cancellationToken);
            await tracer.TraceAsync("archive", () => archive.KeepAsync(order, text, cancellationToken));
        }
        catch (MailException exception)
        {
            segment.RecordException(exception); // The next order is none the worse for it.
        }
    }

    private void Report(SamplingStatistics statistics)
    {
        Log.Finished(logger, statistics.Sampled, statistics.Unsampled, statistics.Skipped);
        foreach (SamplingRuleStatistics rule in statistics.Rules)
        {
            Log.Rule(logger, rule.Name, rule.Sampled, rule.Requests, rule.Borrowed);
        }

        foreach ((string reason, long count) in statistics.FailedCalls)
        {
            Log.NoRules(logger, count, reason);
        }

        if (statistics.HookFailures + statistics.PredicateFailures + statistics.RefusedHeaders > 0)
        {
            Log.Trouble(logger, statistics.HookFailures, statistics.PredicateFailures, statistics.RefusedHeaders);
        }
    }
}
