using System.Diagnostics;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Children;

/// <summary>A service whose receiver is away while it serves 500 requests a second, and then comes back.</summary>
/// <remarks>A quarter of a small heap is the service's own, and it goes on allocating: what telemetry does not leave it ends the
/// process.</remarks>
internal static class OutageChild
{
    private const int RequestsPerSecond = 500;
    private const int RecordBytes = 700;

    /// <summary>How far the clock moves at a time while somebody waits for the first delivery.</summary>
    public static readonly TimeSpan RecoveryStep = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static int Run(TimeSpan length, bool isReal)
    {
        byte[][] own = [.. Enumerable.Range(0, 64).Select(static _ => new byte[256 * 1024])];
        var clock = new ManualTimeProvider();
        var sender = new HealingSender();
        var options = new DeliveryOptions { RetryMaxDelay = TimeSpan.FromMinutes(1), RetryWindow = TimeSpan.FromDays(14) };
        TimeProvider time = isReal ? TimeProvider.System : clock;
        using var queue = new DeliveryQueue("logs", sender, options, time, new DeliveryAccounts());
        byte[] record = new byte[RecordBytes];
        long offered = 0;
        long most = 0;
        long begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < length)
        {
            for (int i = 0; i < RequestsPerSecond; i++)
            {
                queue.TryEnqueue(record);
                own[offered++ % own.Length] = new byte[256];
            }

            Pass(Second);
            most = Math.Max(most, queue.GetAccount().BufferedBytes);
        }

        DeliveryAccount full = queue.GetAccount();
        long healed = time.GetTimestamp();
        sender.IsHealthy = true;
        while (sender.Taken == 0)
        {
            Pass(RecoveryStep);
        }

        double recovery = time.GetElapsedTime(healed).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        long peak = process.PeakWorkingSet64;
        Console.WriteLine(FormattableString.Invariant(
            $"{offered} {full.Accepted} {full.Delivered} {full.Dropped[DropReasons.BufferFull]} {full.Buffered} {most} {recovery} {peak}"));
        return 0;

        void Pass(TimeSpan step)
        {
            if (isReal)
            {
                using var tick = new ManualResetEventSlim();
                tick.Wait(step);
            }
            else
            {
                Wait.Step(clock, step, queue);
            }
        }
    }

    private sealed class HealingSender : IBatchSender
    {
        private long _taken;
        private bool _isHealthy;

        public bool IsHealthy
        {
            set => Volatile.Write(ref _isHealthy, value);
        }

        public long Taken => Volatile.Read(ref _taken);

        public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
        {
            bool isHealthy = Volatile.Read(ref _isHealthy);
            Interlocked.Add(ref _taken, isHealthy ? batch.Count : 0);
            return ValueTask.FromResult(isHealthy ? SendResult.Delivered : SendResult.Retry("network"));
        }
    }
}
