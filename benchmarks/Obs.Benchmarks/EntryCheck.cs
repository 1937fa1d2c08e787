using System.Globalization;

namespace Obs.Benchmarks;

/// <summary>The processor time of a log entry, that of the writing thread included, against a <c>Utf8JsonWriter</c> that writes the same
/// members. Budget: 1.8 times.</summary>
/// <remarks>Rounds go from the floor to the entries and back again. Whatever else runs on the machine can only add to either, and adds more
/// to the one that uses more memory; so of each the tenth fastest of a hundred rounds counts, which met the least of it.</remarks>
internal static class EntryCheck
{
    public const string Argument = "--entry";

    private const int WarmUp = 200_000;
    private const int Entries = 20_000;
    private const int Rounds = 50;
    private const double Counted = 0.1;
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

        List<double> floors = [];
        List<double> entries = [];
        for (int round = 0; round < Rounds; round++)
        {
            floors.Add(await MeasureAsync(way.Writer, Entries));
            entries.Add(await MeasureAsync(way.Obs, Entries));
            entries.Add(await MeasureAsync(way.Obs, Entries));
            floors.Add(await MeasureAsync(way.Writer, Entries));
        }

        double ratio = At(entries, Counted) / At(floors, Counted);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Log entry: {At(entries, Counted):0} ns, floor {At(floors, Counted):0} ns, {ratio:0.00} x; "
            + $"medians {At(entries, 0.5):0} and {At(floors, 0.5):0} ns, {At(entries, 0.5) / At(floors, 0.5):0.00} x"));
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

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)(values.Count * share));
}
