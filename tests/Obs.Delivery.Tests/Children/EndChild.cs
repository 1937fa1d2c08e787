using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Children;

/// <summary>Hands over a thousand records that wait for their batch to fill, and then ends in one of the ways a process can.</summary>
internal static class EndChild
{
    public const int Records = 1_000;

    public static async Task<int> RunAsync(string how, string receiver, string? spool)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        if (how == "bare")
        {
            using IHost bare = builder.Build();
            await bare.StartAsync();
            Say("filled\n");
            await bare.WaitForShutdownAsync();
            return 0;
        }

        builder.Services.AddObsDelivery();
        builder.Services.AddSingleton(provider => new ThreeQueues(
            provider.GetRequiredService<DeliveryAccounts>(), () => SenderOf(receiver), spool, TimeToStop(receiver)));
        if (how == "hosted")
        {
            using IHost host = builder.Build();
            await host.StartAsync();
            await FillAsync(host.Services.GetRequiredService<ThreeQueues>(), receiver, spool);
            await host.WaitForShutdownAsync();
            return 0;
        }

        await using ServiceProvider provider = builder.Services.BuildServiceProvider();
        ThreeQueues queues = provider.GetRequiredService<ThreeQueues>();
        await FillAsync(queues, receiver, spool);
        switch (how)
        {
            case "throw":
                new Thread(static () => throw new InvalidOperationException("on purpose")).Start();
                break;
            case "fail-fast-at-once":
                Say(FormattableString.Invariant($"{queues.Buffered}\n"));
                Environment.FailFast("on purpose");
                break;
            case "fail-fast-with-a-last-word":
                SecureLastWords(queues);
                Environment.FailFast("on purpose");
                break;
            case "overflow-with-a-last-word":
                SecureLastWords(queues);
                new Thread(static () => Overflow(0)).Start();
                break;
            case "fail-fast":
                queues.AwaitSpooled(Records);
                Environment.FailFast("on purpose");
                break;
            case "overflow":
                queues.AwaitSpooled(Records);
                new Thread(static () => Overflow(0)).Start();
                break;
            case "exit":
                Environment.Exit(0);
                break;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        return 0;
    }

    private static async Task FillAsync(ThreeQueues queues, string receiver, string? spool)
    {
        // The first record goes all the way by itself: what runs for the first time only when the process ends would take of the little
        // time there is then, on a machine that has little to give.
        queues.Enqueue("0");
        if (spool is not null)
        {
            queues.AwaitSpooled(1);
        }
        else if (IsFile(receiver))
        {
            await queues.FlushAsync();
        }

        for (int i = 1; i < Records; i++)
        {
            queues.Enqueue(i.ToString(CultureInfo.InvariantCulture));
        }

        Say("filled\n");
    }

    // Until the disk was quick enough: whatever else runs on this machine.
    private static void SecureLastWords(ThreeQueues queues) =>
        Wait.Until(() => queues.TrySecure((Records + 1).ToString(CultureInfo.InvariantCulture)));

    private static void Say(string line)
    {
        using Stream output = Console.OpenStandardOutput();
        output.Write(Encoding.ASCII.GetBytes(line));
    }

    // By day other test runs take from a process that ends what they like; one that waits for its receiver in vain takes all of its time.
    private static TimeSpan TimeToStop(string receiver) =>
        IsFile(receiver) && !Nightly.IsNow ? Patience.Limit : new DeliveryOptions().StopTimeout;

    private static bool IsFile(string receiver) => Path.IsPathRooted(receiver);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Overflow(int depth) => Overflow(depth + 1) + 1;

    private static IBatchSender SenderOf(string receiver) => receiver switch
    {
        "hanging" => new HangingSender(int.MaxValue),
        "deaf" => new HangingSender(int.MaxValue, heedsCancellation: false),
        "dead" => new CollectingSender(static _ => SendResult.Retry("network")),
        _ => new FileSender(receiver),
    };
}
