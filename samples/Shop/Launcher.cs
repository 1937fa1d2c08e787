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

        var ledger = new TrafficLedger();
        await SendTrafficAsync(shop, http, ledger, stop);
        await output.WriteLineAsync(
            options.Duration is null || stop.IsCancellationRequested ? "Stopping." : "Waiting for the last telemetry to arrive.");
        if (options.Duration is null || stop.IsCancellationRequested)
        {
            return Success;
        }

        Summary summary = await new SummaryReader(shop, http, ledger, time).ReadSettledAsync(stop);
        await output.WriteLineAsync(summary.ToString());
        return summary.Agrees ? Success : Disagreement;
    }

    private async Task SendTrafficAsync(RunningShop shop, HttpClient http, TrafficLedger ledger, CancellationToken stop)
    {
        using CancellationTokenSource traffic = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (options.Duration is TimeSpan duration)
        {
            traffic.CancelAfter(duration);
        }

        var generator = new TrafficGenerator(http, new TrafficOptions { Storefront = shop.Storefront, Rate = options.Rate }, ledger, time);
        await Task.WhenAll(generator.RunAsync(traffic.Token), new StatusPrinter(output, ledger, time).RunAsync(traffic.Token));
    }

    private static string Address(Uri uri) => uri.AbsoluteUri.TrimEnd('/');
}
