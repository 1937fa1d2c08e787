using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Delivery.Tests.Support;

namespace Obs.Delivery.Tests.Children;

/// <summary>Hands over a thousand records that wait for their batch to fill, and then ends in one of the ways a process can.</summary>
internal static class EndChild
{
    public const int Records = 1_000;

    public static async Task<int> RunAsync(string how, string receiver, string? spool)
    {
        var services = new HostApplicationBuilder();
        services.Services.AddObsDelivery();
        services.Services.AddSingleton(provider => new ThreeQueues(
            provider.GetRequiredService<DeliveryAccounts>(), () => SenderOf(receiver), spool));
        if (how == "hosted")
        {
            using IHost host = services.Build();
            await host.StartAsync();
            Fill(host.Services.GetRequiredService<ThreeQueues>());
            await host.WaitForShutdownAsync();
            return 0;
        }

        await using ServiceProvider provider = services.Services.BuildServiceProvider();
        Fill(provider.GetRequiredService<ThreeQueues>());
        switch (how)
        {
            case "throw":
                new Thread(static () => throw new InvalidOperationException("on purpose")).Start();
                break;
            case "fail-fast":
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
                Environment.FailFast("on purpose");
                break;
            case "exit":
                Environment.Exit(0);
                break;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        return 0;
    }

    private static void Fill(ThreeQueues queues)
    {
        for (int i = 0; i < Records; i++)
        {
            queues.Enqueue(i.ToString(CultureInfo.InvariantCulture));
        }

        using Stream output = Console.OpenStandardOutput();
        output.Write(Encoding.ASCII.GetBytes("filled\n"));
    }

    private static IBatchSender SenderOf(string receiver) => receiver switch
    {
        "hanging" => new HangingSender(int.MaxValue),
        "deaf" => new HangingSender(int.MaxValue, heedsCancellation: false),
        "dead" => new CollectingSender(static _ => SendResult.Retry("network")),
        _ => new FileSender(receiver),
    };
}
