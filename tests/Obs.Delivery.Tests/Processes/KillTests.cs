using System.Globalization;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;
using Xunit.Abstractions;

namespace Obs.Delivery.Tests.Processes;

/// <summary>A process that is killed at random, again and again, on one spool.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int NumbersEach = 1_000_000;

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task F23_no_acknowledged_record_is_lost_by_kill_9()
    {
        int kills = Nightly.Rounds(8, 1_000);
        var random = new Random(23);
        var acknowledged = new List<int>();
        for (int kill = 0; kill < kills; kill++)
        {
            int first = kill * NumbersEach;
            int last = await KillAsync(first, isHealthy: kill % 4 == 2, TimeSpan.FromMilliseconds(random.Next(60)));
            acknowledged.AddRange(Enumerable.Range(first, Math.Max(0, last - first + 1)));
        }

        IReadOnlyList<string> replayed = Replay(out DeliveryAccount account);
        string file = Path.Combine(_temporary.Path, "received");
        string[] received = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
        HashSet<string> there = new([.. received, .. replayed], StringComparer.Ordinal);

        int lost = acknowledged.Count(number => !there.Contains(number.ToString(CultureInfo.InvariantCulture)));
        output.WriteLine(
            $"{kills} kills, {acknowledged.Count} acknowledged, {lost} lost, {received.Length + replayed.Count - there.Count} twice. {account}");
        acknowledged.Should().NotBeEmpty();
        lost.Should().Be(0);
        account.Dropped.Values.Sum().Should().BeLessThanOrEqualTo(kills, "a kill breaks off one write at most");
        account.ShouldBalance();
    }

    private async Task<int> KillAsync(int first, bool isHealthy, TimeSpan after)
    {
        using ChildProcess child = Child.Start("spool", _temporary.Path, $"{first}", $"{isHealthy}");
        string? line = await child.ReadLineAsync();

        // Not a wait for anything: the kill is to come at any point of writing, syncing, sending and deleting.
        await Task.Delay(after, TimeProvider.System);
        child.Kill();
        int last = first - 1;
        while (line is not null)
        {
            last = int.TryParse(line, CultureInfo.InvariantCulture, out int number) && number > last ? number : last;
            line = await child.ReadLineAsync();
        }

        return last;
    }

    private IReadOnlyList<string> Replay(out DeliveryAccount account)
    {
        var sender = new CollectingSender();
        var options = new DeliveryOptions
        {
            SpoolPath = Path.Combine(_temporary.Path, "spool"),
            MaxBatchDelay = TimeSpan.FromMilliseconds(10),
        };
        using var queue = new DeliveryQueue("logs", sender, options, TimeProvider.System, new DeliveryAccounts());
        queue.TryEnqueue("last");
        using var last = new CancellationTokenSource(Patience.Limit, TimeProvider.System);
        queue.FlushAsync(last.Token).GetAwaiter().GetResult();
        account = queue.GetAccount();
        return sender.Taken;
    }
}
