using System.Globalization;
using Obs.Delivery.Tests.Children;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;
using Xunit.Abstractions;

namespace Obs.Delivery.Tests.Processes;

/// <summary>Processes whose spool the kernel really refuses something: they go on, and what was on the disk is there.</summary>
public sealed class LimitTests(ITestOutputHelper output) : IDisposable
{
    // Of a megabyte and more that is to be written.
    private const string FileBytes = "--fsize=262144:";

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [RequiresToolTheory("prlimit")]
    [InlineData(FileBytes, "--fsize=unlimited:")]
    [InlineData("--nofile=8:", "--nofile=1024:")]
    public async Task F22_a_spool_that_may_not_write_or_open_a_file_costs_no_record_and_is_used_again_once_it_may(
        string limit, string lifted)
    {
        using ChildProcess child = await StartAsync();
        int[] refused = await RefusedAsync(child, limit);
        child.Limit(lifted);
        int[] end = await NextAsync(child);
        string error = await child.ExitAsync();

        output.WriteLine($"{limit} {refused[0]} of {LimitedChild.Records} on the disk when it refused, {end[0]} lost, {end[1]} dropped");
        refused[0].Should().BeInRange(1, LimitedChild.Records - 1);
        (refused[1], end[0], end[1]).Should().Be((0, 0, 0));
        (error, child.ExitCode).Should().Be(("", 0));
    }

    [RequiresToolFact("prlimit")]
    public async Task F22_what_the_disk_took_before_the_limit_survives_kill_9()
    {
        using ChildProcess child = await StartAsync();
        int[] refused = await RefusedAsync(child, FileBytes);
        child.Kill();

        var sender = new CollectingSender();
        var options = new DeliveryOptions { SpoolPath = _temporary.Path, MaxBatchDelay = TimeSpan.FromMilliseconds(10) };
        await using var next = new DeliveryQueue("logs", sender, options, TimeProvider.System, new DeliveryAccounts());
        Wait.Until(() => sender.Taken.Count >= refused[0]);

        output.WriteLine($"{refused[0]} records on the disk, {sender.Taken.Count} sent by the next process");
        sender.Taken.Take(refused[0]).Select(static record => int.Parse(record[..6], CultureInfo.InvariantCulture))
            .Should().Equal(Enumerable.Range(0, refused[0]));
    }

    private async Task<ChildProcess> StartAsync()
    {
        ChildProcess child = Child.Start("limited", _temporary.Path);
        (await child.ReadLineAsync()).Should().Be("ready");
        return child;
    }

    private static Task<int[]> RefusedAsync(ChildProcess child, string limit)
    {
        child.Limit(limit);
        return NextAsync(child);
    }

    private static async Task<int[]> NextAsync(ChildProcess child)
    {
        child.GoOn();
        string? line = await child.ReadLineAsync();
        line.Should().NotBeNull("the process ended with {0}", line is null ? await child.ExitAsync() : "");
        return [.. line!.Split(' ').Select(int.Parse)];
    }
}
