using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Obs.Delivery;
using Obs.Logging.Sinks;
using Obs.TestSupport;

namespace Obs.Logging.Tests;

public sealed class SinkTests
{
    [Fact]
    public void A_file_is_rolled_when_it_is_full_and_the_oldest_go()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Join(folder.Path, "deep", "app.log");

        for (int run = 0; run < 2; run++)
        {
            // The second run goes on with the file of the first.
            using ServiceProvider services = With(new FileSink(new FileSinkOptions { Path = path, MaxBytes = 64 * 1024, MaxFiles = 3 }));
            ILogger logger = services.GetRequiredService<ILogger<SinkTests>>();
            for (int i = 0; i < 1_000; i++)
            {
                logger.LogInformation("entry {Number}", (run * 1_000) + i);
            }
        }

        string[] files = ["app.2.log", "app.1.log", "app.log"];
        Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName).Should().BeEquivalentTo(files);
        int[] numbers = [.. files.SelectMany(name => File.ReadAllLines(Path.Join(folder.Path, "deep", name)))
            .Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("Number").GetInt32())];
        numbers.Should().Equal(Enumerable.Range(2_000 - numbers.Length, numbers.Length));
        files.Should().AllSatisfy(
            name => new FileInfo(Path.Join(folder.Path, "deep", name)).Length.Should().BeLessThanOrEqualTo(64 * 1024));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_a_counted_drop_in_the_end()
    {
        using var folder = new TemporaryFolder();
        var queue = new DeliveryAccounts();
        var time = new ManualTimeProvider();
        await using var delivery = new DeliveryQueue(
            "logs", new FileSink(new FileSinkOptions { Path = folder.Path }), new DeliveryOptions { StopTimeout = TimeSpan.Zero }, time,
            queue);

        delivery.TryEnqueue("{}"u8);
        await delivery.DisposeAsync();

        queue.Read().Single().Dropped.Values.Sum().Should().Be(1);
    }

    [Fact]
    public void The_console_shows_what_the_message_does_not_and_nothing_can_forge_a_line()
    {
        string shown = Show(isColoured: false, static logger =>
        {
            using IDisposable? scope = logger.BeginScope(new Dictionary<string, object?> { ["CartId"] = "c-1" });
            logger.LogWarning(new InvalidOperationException("bad"), "Order {OrderId}\n12:00 ERR forged \u001b[31m", 7);
        });

        string[] lines = shown.TrimEnd('\n').Split('\n');
        lines[0].Should().MatchRegex(
            @"^\d\d:\d\d:\d\d\.\d{3} WRN Obs\.Logging\.Tests\.SinkTests Order 7\\n12:00 ERR forged \\u001b\[31m CartId=c-1$");
        lines[1].Should().Be("    System.InvalidOperationException: bad");
        lines.Should().HaveCountLessThanOrEqualTo(3);
    }

    [Fact]
    public void In_colour_only_the_colours_are_added()
    {
        static void Write(ILogger logger) => logger.LogError("x \"quoted\"");

        string plain = Show(isColoured: false, Write);
        string coloured = Show(isColoured: true, Write);

        coloured.Should().Contain("\e[31mERR\e[0m").And.Contain("x \"quoted\"");
        plain.Should().NotContain("\e");
    }

    private static string Show(bool isColoured, Action<ILogger> write)
    {
        using var screen = new MemoryStream();
        using (ServiceProvider services = With(new ConsoleSink(screen, isColoured)))
        {
            write(services.GetRequiredService<ILogger<SinkTests>>());
        }

        return Encoding.UTF8.GetString(screen.ToArray());
    }

    private static ServiceProvider With(ILogSink sink) =>
        new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton(sink).AddObsLogging()
            .BuildServiceProvider();
}
