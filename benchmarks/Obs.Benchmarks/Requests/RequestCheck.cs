using System.Globalization;

namespace Obs.Benchmarks.Requests;

/// <summary>What tracing adds to a request of a real server. Budgets: 1.3 times the processor time of no tracing with every request sampled
/// and delivered; 480 B a sampled request, 417 B another, over those of no tracing.</summary>
/// <remarks>Each way has a server of its own, all of them alive at once. A round goes from one to the next and back again, so that a
/// machine that becomes slower or faster meanwhile does so for all alike. The ratio is that of what all rounds took together
/// (docs/decisions/0031-cpu-per-request.md says why).</remarks>
internal static class RequestCheck
{
    public const string Argument = "--requests";

    private const int WarmUp = 150_000;
    private const int Requests = 15_000;
    private const int Rounds = 20;
    private const double CpuBudget = 1.3;
    private const double SampledBytes = 480;
    private const double UnsampledBytes = 417;

    /// <summary>Measures, prints, and returns a line for every budget that does not hold.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync()
    {
        using var daemon = new FakeDaemon();
        List<ServedRequests> servers = [];
        foreach (RequestMode mode in Enum.GetValues<RequestMode>())
        {
            servers.Add(await ServedRequests.StartAsync(mode, daemon.Address));
            servers[^1].Send(WarmUp);
        }

        for (int round = 0; round < Rounds; round++)
        {
            foreach (ServedRequests server in servers.Concat(Enumerable.Reverse(servers)))
            {
                await server.MeasureAsync(Requests);
            }
        }

        IReadOnlyList<string> breaches = Report(servers);
        foreach (ServedRequests server in servers)
        {
            await server.DisposeAsync();
        }

        return daemon.Received == 0 ? [.. breaches, "Requests: no document was delivered"] : breaches;
    }

    private static List<string> Report(List<ServedRequests> servers)
    {
        List<string> breaches = [];
        ServedRequests none = servers[0];
        Console.WriteLine("| Requests traced | CPU us | ratio | bytes over none |");
        Console.WriteLine("|---|--:|--:|--:|");
        foreach (ServedRequests server in servers)
        {
            double cpu = server.Rounds.Average(static round => round.CpuMicroseconds);
            double ratio = cpu / none.Rounds.Average(static round => round.CpuMicroseconds);
            double bytes = Median(server) - Median(none);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {server.Mode} | {cpu:0.0} | {ratio:0.00} | {bytes:0} |"));
            if (server.Mode == RequestMode.Sampled && ratio > CpuBudget)
            {
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Requests: {ratio:0.00} x the CPU of no tracing; the budget is {CpuBudget:0.00} x"));
            }

            double budget =
                server.Mode switch { RequestMode.Sampled => SampledBytes, RequestMode.NotSampled => UnsampledBytes, _ => double.MaxValue };
            if (bytes > budget)
            {
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Requests {server.Mode}: {bytes:0} B a request; the budget is {budget:0} B"));
            }
        }

        return breaches;
    }

    private static double Median(ServedRequests server)
    {
        double[] sorted = [.. server.Rounds.Select(static round => round.Bytes).Order()];
        return sorted[sorted.Length / 2];
    }
}
