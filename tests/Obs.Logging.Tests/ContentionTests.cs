using System.Text.Json;
using Microsoft.Extensions.Logging;
using Obs.Delivery;
using Obs.Logging.Tests.Support;

namespace Obs.Logging.Tests;

public sealed class ContentionTests
{
    private const int Threads = 64;
    private const int PerThread = 1_000;

    [Fact]
    public void Entries_of_64_threads_are_never_interleaved_and_each_drop_is_counted_under_contention()
    {
        using var harness = new LogHarness(static options => options.BufferBytes = 256 * 1024);
        using var together = new Barrier(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            together.SignalAndWait();
            using IDisposable? scope = harness.Logger.BeginScope(new Dictionary<string, object?> { ["Thread"] = thread });
            for (int i = 0; i < PerThread; i++)
            {
                harness.Logger.LogInformation("{Number} {Check}", i, $"{thread}-{i}");
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join(TimeSpan.FromMinutes(10)).Should().BeTrue());

        IReadOnlyList<string> lines = harness.Lines();
        HashSet<string> seen = [];
        foreach (string line in lines)
        {
            JsonElement entry = JsonDocument.Parse(line).RootElement;
            string check = $"{entry.GetProperty("Thread").GetInt32()}-{entry.GetProperty("Number").GetInt32()}";
            entry.GetProperty("Check").GetString().Should().Be(check);
            seen.Add(check).Should().BeTrue("no entry is written twice");
        }

        DeliveryAccount account = harness.Account;
        account.Accepted.Should().Be(Threads * PerThread);
        account.Delivered.Should().Be(lines.Count);
        account.Dropped.Values.Sum().Should().Be((Threads * PerThread) - lines.Count);
    }
}
