using Shop.Traffic;

namespace Shop;

/// <summary>Starts the shop, sends its visitors, says how it goes, and stops everything in order.</summary>
internal sealed class Launcher(LauncherOptions options, TextWriter output, TimeProvider time)
{
    private const int Success = 0;
    private const int Disagreement = 1;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var signals = new StopSignals(cancellationToken);
        using DataFolder data = DataFolder.Open(Path.Combine(BuildOutput.Root, "shop"));
        using var http = new HttpClient();
        try
        {
            await output.WriteLineAsync("Starting the shop (the first start also fills its databases):");
            await using RunningShop shop = await RunningShop.StartAsync(
                options, data, http, new Progress(output, time), time, signals.Token);
            return await RunAsync(shop, http, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return Success;
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or IOException)
        {
            await Console.Error.WriteLineAsync($"The shop did not start: {exception.Message}");
            return Disagreement;
        }
    }

    private async Task<int> RunAsync(RunningShop shop, HttpClient http, CancellationToken stop)
    {
        await output.WriteLineAsync($"shop: {Address(shop.Storefront)}");
        await output.WriteLineAsync($"page: {Address(shop.Backend.Page)}");

        var traffic = new TrafficRun(
            options, new TrafficOptions { Storefront = shop.Storefront, Rate = options.Rate }, http, output, time);
        await traffic.RunAsync(stop);
        if (options.Duration is not TimeSpan duration || stop.IsCancellationRequested)
        {
            await output.WriteLineAsync("Stopping.");
            return Success;
        }

        await output.WriteLineAsync("Waiting for the last telemetry to arrive.");
        Summary summary = await new SummaryReader(shop, http, traffic.Ledger, time).ReadSettledAsync(stop);
        WaitingTimes[] waited = [.. await ServedTimes.ReadAsync(http, SummaryBuilder.Entrance, shop.Storefront, stop), .. traffic.Waited];
        await output.WriteLineAsync(WaitingTimesTable.Describe(waited));
        await output.WriteLineAsync(WaitingTimesTable.Draw(waited[^1]));
        await output.WriteLineAsync(summary.ToString());
        if (options.Snapshots is string folder)
        {
            // A service writes its last windows when it stops.
            await shop.DisposeAsync();
            await output.WriteLineAsync($"report: {RunReport.Write(folder, duration, waited)}");
        }

        return summary.Agrees ? Success : Disagreement;
    }

    private static string Address(Uri uri) => uri.AbsoluteUri.TrimEnd('/');
}
