using System.Diagnostics;
using System.Globalization;

namespace Obs.Benchmarks.Contention;

/// <summary>Measurements of one series from two threads at once, against one thread alone, per measurement of one thread. Budget: 1.3
/// times, in every process.</summary>
/// <remarks>Where objects come to lie differs from process to process and stays within one, so that one process says little about another.
/// Processor time counts: beside other work, two threads on the clock measure the machine.</remarks>
internal static class ContentionCheck
{
    public const string Argument = "--contention";

    private const int Processes = 15;
    private const double Budget = 1.3;

    /// <summary>Measures, prints, and returns a line for each process in which the budget does not hold.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync()
    {
        List<string> breaches = [];
        for (int i = 1; i <= Processes; i++)
        {
            double[][] ways = await MeasureAsync();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Contention, process {i}: {ways[0][1]:0.0} ns; two threads on one series {Ratio(ways[1], ways[0])}, on two series "
                + $"{Ratio(ways[2], ways[0])}, on nothing in common {Ratio(ways[4], ways[3])}"));
            double ratio = ways[1][1] / ways[0][1];
            if (ratio > Budget)
            {
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Contention, process {i}: {ratio:0.00} x one thread; the budget is {Budget:0.00} x"));
            }
        }

        return breaches;
    }

    private static string Ratio(double[] two, double[] one) =>
        string.Create(CultureInfo.InvariantCulture, $"{two[1] / one[1]:0.00} x ({two[0] / one[0]:0.00} x on the clock)");

    private static async Task<double[][]> MeasureAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(ContentionCheck).Assembly.Location, ContentionProcess.Argument])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string lines = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return
        [
            .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => line.Split(' ').Select(static n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray()),
        ];
    }
}
