using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Obs.Delivery;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Logs;

/// <summary>Entries larger than an event may be, from the logger to the wire.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed partial class OversizedEntriesTests
{
    private const int MaxEventBytes = 1_048_576 - 26;

    [Fact]
    public async Task An_entry_larger_than_an_event_arrives_in_several_that_say_which_part_they_are()
    {
        await using FakeAwsEndpoint endpoint = await FakeAwsEndpoint.StartAsync();
        var logs = new FakeCloudWatchLogs(endpoint);
        using var environment = new EnvironmentVariables();
        IHost host = Host(endpoint.Url);
        DeliveryAccounts accounts = host.Services.GetRequiredService<DeliveryAccounts>();
        await host.StartAsync();
        string[] bodies = [.. "abc".Select(static c => string.Concat(Enumerable.Repeat($"{c}\u00e4\U0001F600\"\n", 100_000)))];

        Refuse(host.Services.GetRequiredService<ILogger<OversizedEntriesTests>>(), bodies[0], bodies[1], bodies[2]);
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();

        string[] messages = [.. logs.Messages("/shop", "one")];
        JsonNode[] parts = [.. messages.Select(static message => JsonNode.Parse(message)!)
            .Where(static message => (string?)message["logger"] == typeof(OversizedEntriesTests).FullName)];
        messages.Should().OnlyContain(static message => Encoding.UTF8.GetByteCount(message) <= MaxEventBytes);
        parts.Should().HaveCountGreaterThan(3);
        parts.Select(static part => (int)part["entryPart"]!).Should().Equal(Enumerable.Range(1, parts.Length));
        parts.Should().OnlyContain(part => (int)part["entryParts"]! == parts.Length);
        parts.Select(static part => $"{part["timestamp"]} {part["entryKey"]}").Distinct().Should().ContainSingle();
        for (int i = 0; i < bodies.Length; i++)
        {
            (string.Concat(parts.Select(part => (string?)part["ABC"[i].ToString()])) == bodies[i]).Should().BeTrue();
        }

        DeliveryAccount account = accounts.Read().Single(static a => a.Signal == "logs");
        (account.Accepted, account.Delivered, account.Buffered).Should().Be((messages.Length, messages.Length, 0));
    }

    [LoggerMessage(1, LogLevel.Error, "Refused: {A} {B} {C}")]
    private static partial void Refuse(ILogger logger, string a, string b, string c);

    private static IHost Host(string url) => new HostBuilder()
        .ConfigureLogging(static logging => logging.SetMinimumLevel(LogLevel.Error))
        .ConfigureServices(services => services.AddSingleton<TimeProvider>(new ManualTimeProvider(TimeProvider.System.GetUtcNow()))
            .AddObsLogging(static options =>
            {
                options.Sink = "CloudWatchLogs";
                options.MaxEntryBytes = 16 * 1024 * 1024;
            })
            .AddObsAws(options =>
            {
                options.ServiceUrl = url;
                options.Logs.Group = "/shop";
                options.Logs.Stream = "one";
                options.RequestTimeout = TimeSpan.FromMinutes(5);
            }))
        .Build();
}
