using Obs.Delivery.Tests.Spooling.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Spooling;

/// <summary>The spool on a disk that dies at every single one of its calls: what it promised is there afterwards, whole.</summary>
public sealed class CrashModelTests
{
    private const int Actions = 30;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void F24_F25_a_crash_at_any_step_loses_nothing_that_was_promised_and_the_next_start_goes_on(bool losesPower)
    {
        int crashes = 0;
        for (int seed = 0; seed < Nightly.Rounds(40, 1_000); seed++)
        {
            int steps = CountSteps(seed);
            for (int step = 1; step <= steps; step++)
            {
                Check(seed, step, losesPower);
                crashes++;
            }
        }

        crashes.Should().BeGreaterThan(300);
    }

    [Fact]
    public void F24_crash_after_crash_goes_on()
    {
        for (int seed = 0; seed < Nightly.Rounds(30, 1_000); seed++)
        {
            var random = new Random(seed);
            var disk = new SimulatedDisk(seed);
            HashSet<string> owed = new(StringComparer.Ordinal);
            for (int life = 0; life < 8; life++)
            {
                disk.CutAt = random.Next(1, 60);
                bool losesPower = random.Next(2) == 0;
                var process = new SpoolLife(disk, random.Next(), life * 100_000);
                process.Run(Actions);
                owed.UnionWith(losesPower ? process.Synced : process.Appended);
                owed.ExceptWith(process.Settled);
                disk = disk.Restart(losesPower);
            }

            var last = new SpoolLife(disk, 0);
            last.Drain();
            owed.Should().BeSubsetOf(last.Settled, "seed {0}", seed);
        }
    }

    [Fact]
    public void F22_a_call_that_fails_once_loses_nothing()
    {
        for (int seed = 0; seed < Nightly.Rounds(4, 100); seed++)
        {
            int steps = CountSteps(seed);
            for (int step = 2; step <= steps; step++) // The first lists the folder: without it there is no spool.
            {
                var disk = new SimulatedDisk(seed) { FailAt = step };
                var process = new SpoolLife(disk, seed);
                RunThroughFailures(process);
                var next = new SpoolLife(disk.Restart(losesPower: false), seed);
                next.Drain();
                process.Appended.Except(process.Settled).Except(next.Settled).Should().BeEmpty("seed {0}, step {1}", seed, step);
            }
        }
    }

    private static int CountSteps(int seed)
    {
        var disk = new SimulatedDisk(seed);
        new SpoolLife(disk, seed).Run(Actions);
        return disk.Steps;
    }

    private static void RunThroughFailures(SpoolLife process)
    {
        try
        {
            process.Run(Actions);
        }
        catch (IOException)
        {
            // A segment that could not be read: the exchange tries again later, this life just ends.
        }
    }

    private static void Check(int seed, int step, bool losesPower)
    {
        var disk = new SimulatedDisk(seed) { CutAt = step };
        var process = new SpoolLife(disk, seed);
        process.Run(Actions);
        var next = new SpoolLife(disk.Restart(losesPower), seed);

        next.Drain();

        string because = $"seed {seed}, step {step}";
        IEnumerable<string> owed = losesPower ? process.Synced : process.Appended;
        owed.Except(process.Settled).Except(next.Settled).Should().BeEmpty(because);
        next.Read.Should().OnlyHaveUniqueItems(because);
        next.Found!.Records.Should().Be(next.Read.Count, because);
        next.Read.Where(static record => record.Length < 8 || record.AsSpan(8).ContainsAnyExcept('x')).Should().BeEmpty(because);
    }
}
