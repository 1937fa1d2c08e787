using Shop.Traffic;

namespace Shop;

/// <summary>One line now and then on how the traffic goes.</summary>
internal sealed class StatusPrinter(TextWriter output, TrafficLedger ledger, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long begun = time.GetTimestamp();
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await output.WriteLineAsync(Describe(time.GetElapsedTime(begun), ledger));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    internal static string Describe(TimeSpan elapsed, TrafficLedger ledger) =>
        $"{TimeSpan.FromSeconds(Math.Round(elapsed.TotalSeconds)):hh\\:mm\\:ss}  {ledger.Sent} requests, {ledger.Sent / elapsed.TotalSeconds:0.0}/s: "
        + $"{ledger.CountOf(200, 399)} ok, {ledger.CountOf(400, 499)} errors, {ledger.CountOf(500, 599)} faults"
        + (ledger.CountOf(TrafficLedger.NoAnswer, TrafficLedger.NoAnswer) is > 0 and long lost ? $", {lost} without an answer" : "");
}
