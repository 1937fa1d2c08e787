using Shop.Traffic;

namespace Shop;

/// <summary>Collects what everybody counted, once telemetry that is still under way has arrived.</summary>
internal sealed class SummaryReader(RunningShop shop, HttpClient http, TrafficLedger ledger, TimeProvider time)
{
    private static readonly TimeSpan TimeToSettle = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ServiceReportReader _reports = new(http);

    /// <summary>Reads until all counts agree, or until they had time enough to.</summary>
    public async Task<Summary> ReadSettledAsync(CancellationToken cancellationToken)
    {
        long begun = time.GetTimestamp();
        Summary summary = SummaryBuilder.Build(await ReadAsync(cancellationToken));
        while (!summary.Agrees && time.GetElapsedTime(begun) < TimeToSettle)
        {
            await Task.Delay(Pause, time, cancellationToken);
            summary = SummaryBuilder.Build(await ReadAsync(cancellationToken));
        }

        return summary;
    }

    private async Task<RunFacts> ReadAsync(CancellationToken cancellationToken)
    {
        var services = new List<ServiceReport>();
        foreach ((ServiceProcess process, Uri address) in shop.Services)
        {
            services.Add(await _reports.ReadAsync(process.Name, address, cancellationToken) ?? ServiceReport.Missing(process.Name));
        }

        LogForwarderCounts[] logs = [.. shop.Services.Select(static service => service.Process.Log.Counts)];
        return new RunFacts
        {
            Sent = ledger.SentByOperation,
            Services = services,
            Backend = shop.Backend.Read(),
            Logs = new LogForwarderCounts(
                logs.Sum(static c => c.Read), logs.Sum(static c => c.Forwarded), logs.Sum(static c => c.Dropped),
                logs.Sum(static c => c.Embedded)),
        };
    }
}
