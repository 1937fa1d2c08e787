using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Obs.Tracing;

/// <summary>Keeps the rules of X-Ray up to date and reports what they let through, beside the requests and never in their way.</summary>
/// <remarks>The times are those of the X-Ray SDKs, spread by chance so that a fleet that starts together does not ask together.</remarks>
internal sealed class CentralSampling(
    bool isOn, SamplingCalls calls, CentralRules central, SamplingRules rules, SamplingStatistics statistics, TimeProvider time,
    Random random) : BackgroundService
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReportSpread = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan RefreshSpread = TimeSpan.FromSeconds(5);

    /// <summary>After this long without an answer our own rules decide alone.</summary>
    private static readonly TimeSpan KeepRules = TimeSpan.FromHours(1);

    /// <summary>What X-Ray takes in one request.</summary>
    private const int MaxReports = 25;

    private DateTimeOffset _refreshAt;
    private DateTimeOffset _refreshedAt;

    /// <summary>One round: rules if they are due, else, and after that, reports.</summary>
    internal async Task ExchangeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
            await ReportAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever answers, and however the call failed: we ask again in the next round.
            statistics.CountFailedCall(SamplingFailure.ReasonOf(exception));
            TracingEventSource.Log.SamplingUnavailable(exception.Message);
        }

        if (time.GetUtcNow() - _refreshedAt > KeepRules)
        {
            rules.UseCentral([]);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Activity.Current = null;
        while (isOn && !stoppingToken.IsCancellationRequested)
        {
            await ExchangeAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(ReportEvery + (ReportSpread * random.NextDouble()), time, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (now < _refreshAt && !central.IsOutdated)
        {
            return;
        }

        rules.UseCentral(central.Load(await calls.GetRulesAsync(cancellationToken).ConfigureAwait(false)));
        _refreshedAt = now;
        _refreshAt = now + RefreshEvery + (RefreshSpread * random.NextDouble());
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        foreach (SamplingStatisticsWire[] reports in central.Report().Chunk(MaxReports))
        {
            SamplingTargetsWire answer = await calls.ReportAsync(reports, cancellationToken).ConfigureAwait(false);
            central.Apply(reports, answer);
            if (answer.LastRuleModification > _refreshedAt.ToUnixTimeMilliseconds() / 1_000d)
            {
                _refreshAt = DateTimeOffset.MinValue; // Someone has changed the rules since: the next round takes them.
            }
        }
    }
}
