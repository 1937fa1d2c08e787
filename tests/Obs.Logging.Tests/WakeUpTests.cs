using System.Globalization;
using Microsoft.Extensions.Logging;
using Obs.Logging.Tests.Support;
using Obs.TestSupport;

namespace Obs.Logging.Tests;

/// <summary>Counts, where Linux does, how often the writing thread is woken.</summary>
public sealed class WakeUpTests
{
    private const int Entries = 100;

    /// <summary>The thread may still be on its way to its rest when counting begins, and a wait may end for no reason.</summary>
    private const int Chance = 10;

    [Fact]
    public void Entries_that_come_one_by_one_do_not_wake_the_writing_thread_each()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Its clock stands still, so that the interval does not end.
        using var harness = new LogHarness();
        harness.Logger.LogInformation("first");
        harness.Flush();
        string folder = harness.Sink.ThreadFolder!;
        WaitUntilAsleep(folder);
        long before = SwitchesOf(folder);

        for (int i = 0; i < Entries; i++)
        {
            harness.Logger.LogInformation("entry {Number}", i);
            WaitUntilAsleep(folder);
        }

        (SwitchesOf(folder) - before).Should().BeLessThanOrEqualTo(Chance);
        harness.Sink.Writes.Should().Be(1);
        harness.Lines().Should().HaveCount(Entries + 1);
        harness.Sink.Writes.Should().Be(2);
    }

    // Each time a thread gives up its processor to wait for something.
    private static long SwitchesOf(string folder) =>
        long.Parse(ValueOf(folder, "voluntary_ctxt_switches:"), CultureInfo.InvariantCulture);

    private static void WaitUntilAsleep(string folder) =>
        SpinWait.SpinUntil(() => ValueOf(folder, "State:").StartsWith('S'), Patience.Limit).Should().BeTrue();

    private static string ValueOf(string folder, string name) =>
        File.ReadLines(Path.Join(folder, "status")).Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();
}
