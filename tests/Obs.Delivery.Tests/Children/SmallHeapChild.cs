using System.Diagnostics;

namespace Obs.Delivery.Tests.Children;

/// <summary>A service in a small container: a fifth of its heap is its own, and telemetry comes ten times as fast as it can go.</summary>
internal static class SmallHeapChild
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    public static int Run()
    {
        byte[][] own = [.. Enumerable.Range(0, 64).Select(static _ => new byte[256 * 1024])];
        var accounts = new DeliveryAccounts();
        var options = new DeliveryOptions { MaxBatchDelay = TimeSpan.Zero, SendTimeout = TimeSpan.FromMilliseconds(100) };
        byte[] record = new byte[700];
        long begun = Stopwatch.GetTimestamp();
        using var queue = new DeliveryQueue("logs", new Support.HangingSender(int.MaxValue), options, TimeProvider.System, accounts);
        long offered = 0;
        while (Stopwatch.GetElapsedTime(begun) < Length)
        {
            queue.TryEnqueue(record);
            own[offered++ % own.Length] = new byte[256]; // The service's own work goes on allocating.
        }

        DeliveryAccount account = queue.GetAccount();
        long dropped = account.Dropped.Values.Sum();
        Console.WriteLine(
            FormattableString.Invariant($"{account.Accepted} {account.Buffered} {dropped} {offered} {account.BufferedBytes}"));
        return account.Accepted == offered && account.Accepted == account.Buffered + dropped ? 0 : 1;
    }
}
