using Microsoft.Extensions.Logging;
using Obs.Logging.Tests.Support;

namespace Obs.Logging.Tests;

public sealed class AllocationTests
{
    /// <summary>What the call itself costs before a provider sees it: the state boxed (56) and two values in it (24 each).</summary>
    private const long CallersOwnBytes = 104;

    [Fact]
    public void An_entry_with_four_properties_and_a_scope_allocates_only_the_caller_s_boxes()
    {
        using var harness = new LogHarness();
        using IDisposable? scope = harness.Logger.BeginScope(new List<KeyValuePair<string, object?>> { new("CorrelationId", "c-1") });

        PerEntry(harness, static logger => Log.Responded(logger, "GET", "/products/{id}", 200, 12.5)).Should()
            .BeLessThanOrEqualTo(CallersOwnBytes);
    }

    [Fact]
    public void A_level_that_is_off_allocates_nothing()
    {
        using var harness = new LogHarness();

        PerEntry(harness, static logger => Log.RespondedQuietly(logger, "GET", "/products/{id}", 200, 12.5)).Should().Be(0);
    }

    // The fewest bytes of any round: the platform's own precompiled code boxes where its recompiled code does not, and a page of the queue
    // may have to be made while the sending thread is busy.
    private static double PerEntry(LogHarness harness, Action<ILogger> log)
    {
        const int Entries = 200;
        const int Rounds = 60;
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Entries; i++)
            {
                log(harness.Logger);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            harness.Lines();
        }

        return (double)least / Entries;
    }
}
