using System.Globalization;

namespace Obs.Benchmarks;

/// <summary>The processor time of a log entry, that of the writing thread included, against a <c>Utf8JsonWriter</c> that writes the same
/// members. Budget: 1.8 times.</summary>
/// <remarks>A round goes from the floor to the entries and back again, so that a machine that becomes slower or faster meanwhile does so
/// for both, and of the rounds' ratios the median counts, which leaves out what met one of them alone.</remarks>
internal static class EntryCheck
{
    public const string Argument = "--entry";

    private const int WarmUp = 200_000;
    private const int Entries = 20_000;
    private const int Rounds = 41;
    private const double Budget = 1.8;

    // Longer than an entry waits for others: what was logged has been written afterwards.
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(150);

    /// <summary>Measures, prints, and returns a line if the budget does not hold.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync()
    {
        using var way = new LogEntryBenchmarks();
        way.SetUpFloor();
        way.SetUpObs();
        await MeasureAsync(way.Writer, WarmUp);
        await MeasureAsync(way.Obs, WarmUp);

        List<(double Floor, double Entry)> rounds = [];
        for (int round = 0; round < Rounds; round++)
        {
            double floor = await MeasureAsync(way.Writer, Entries);
            double entry = await MeasureAsync(way.Obs, Entries) + await MeasureAsync(way.Obs, Entries);
            rounds.Add(((floor + await MeasureAsync(way.Writer, Entries)) / 2, entry / 2));
        }

        double[] ratios = [.. rounds.Select(static round => round.Entry / round.Floor).Order()];
        double ratio = ratios[Rounds / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Log entry: {Median(rounds.Select(static r => r.Entry)):0} ns, floor {Median(rounds.Select(static r => r.Floor)):0} ns, "
            + $"{ratio:0.00} x ({ratios[Rounds / 4]:0.00} to {ratios[Rounds * 3 / 4]:0.00} in the middle half of {Rounds} rounds)"));
        return ratio <= Budget
            ? []
            : [string.Create(CultureInfo.InvariantCulture, $"Log entry: {ratio:0.00} x the floor; the budget is {Budget:0.00} x")];
    }

    private static async Task<double> MeasureAsync(Action work, int times)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < times; i++)
        {
            work();
        }

        await Task.Delay(Drain, TimeProvider.System);
        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / times;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
