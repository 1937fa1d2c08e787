using System.Globalization;

namespace Obs.Benchmarks.Requests;

/// <summary>What tracing adds to a request of a real server. Budgets: 1.3 times the processor time of no tracing with every request sampled
/// and delivered; 480 B a sampled request, 417 B another, over those of no tracing.</summary>
/// <remarks>docs/decisions/0031-cpu-per-request.md says why it is measured so.</remarks>
internal static class RequestCheck
{
    public const string Argument = "--requests";

    private const int Generations = 8;
    private const int Rounds = 20;
    private const int Requests = 2_500;
    private const double CpuBudget = 1.3;
    private const double SampledBytes = 480;
    private const double UnsampledBytes = 417;

    private static readonly RequestMode[] All = Enum.GetValues<RequestMode>();
    private static readonly RequestMode[] Budgeted = [RequestMode.None, RequestMode.Sampled];

    /// <summary>Measures, prints, and returns a line for every budget that does not hold.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync()
    {
        using var daemon = new FakeDaemon();
        List<ServerGeneration> generations = [];
        for (int i = 0; i < Generations; i++)
        {
            generations.Add(await ServerGeneration.MeasureAsync(daemon.Address, i == 0 ? All : Budgeted, Rounds, Requests));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"servers {i + 1} of {Generations}: {generations[^1].Ratio(RequestMode.Sampled):0.00} x"));
        }

        List<string> breaches = Report(generations);
        return daemon.Received == 0 ? [.. breaches, "Requests: no document was delivered"] : breaches;
    }

    private static List<string> Report(List<ServerGeneration> generations)
    {
        List<string> breaches = [];
        Console.WriteLine("| Requests traced | CPU us | ratio | bytes over none |");
        Console.WriteLine("|---|--:|--:|--:|");
        foreach (RequestMode mode in All)
        {
            ServerGeneration[] measured = [.. generations.Where(generation => generation.Has(mode))];
            double cpu = measured.Average(generation => generation.Cpu(mode));
            double ratio = Quantile.MeanOfMiddle([.. measured.Select(generation => generation.Ratio(mode))]);
            double bytes = measured.Average(generation => generation.Bytes(mode) - generation.Bytes(RequestMode.None));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {mode} | {cpu:0.0} | {ratio:0.00} | {bytes:0} |"));
            if (mode == RequestMode.Sampled && ratio > CpuBudget)
            {
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Requests: {ratio:0.00} x the CPU of no tracing; the budget is {CpuBudget:0.00} x"));
            }

            double budget =
                mode switch { RequestMode.Sampled => SampledBytes, RequestMode.NotSampled => UnsampledBytes, _ => double.MaxValue };
            if (bytes > budget)
            {
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Requests {mode}: {bytes:0} B a request; the budget is {budget:0} B"));
            }
        }

        return breaches;
    }
}
