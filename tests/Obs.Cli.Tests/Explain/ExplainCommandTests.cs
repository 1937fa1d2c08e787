using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Obs.Local;
using Obs.TestSupport;

namespace Obs.Cli.Tests.Explain;

public sealed class ExplainCommandTests
{
    private static readonly double Now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60;

    [Fact]
    public async Task It_explains_the_traces_of_a_running_backend_and_then_of_its_file()
    {
        string file = Path.Combine(Path.GetTempPath(), $"explain-{Guid.NewGuid():N}.db");
        string address;
        await using (var server = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0, Store = file }))
        {
            await server.StartAsync();
            await SendAsync(server);
            address = server.HttpAddress.ToString();

            (int code, string output, _) = await Shell.RunAsync(
                "", "explain", "--endpoint", address, "--percentile", "90", "--operation", "GET /orders/{id}");
            code.Should().Be(ExitCode.Success);
            output.Should().StartWith("The 5 of 50 traces at or above p90 (").And.Contain("plan = gold: 5 of 5 slow traces");
            (await Shell.RunAsync("", "explain", "--endpoint", address, "--operation", "GET /other")).Output
                .Should().Be("There is nothing to compare: 0 traces meet the filter in this range.\n");
            (await Shell.RunAsync("", "explain", "--endpoint", address, "--percentile", "5")).Code.Should().Be(ExitCode.Failure);
        }

        (await Shell.RunAsync("", "explain", "--store", file, "--percentile", "90", "--format", "json")).Output.Should()
            .StartWith("{\"population\":50");
        (int gone, _, string error) = await Shell.RunAsync("", "explain", "--endpoint", address);
        gone.Should().Be(ExitCode.Failure);
        error.Should().StartWith($"Nothing answers at {address}: ");
        File.Delete(file);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_failure_that_names_it()
    {
        (int code, _, string error) = await Shell.RunAsync("", "explain", "--store", "/nowhere/at/all.db");

        code.Should().Be(ExitCode.Failure);
        error.Should().Contain("/nowhere/at/all.db");
    }

    private static async Task SendAsync(ObsLocalServer server)
    {
        using var udp = new UdpClient("127.0.0.1", server.UdpAddress.Port);
        foreach (int number in Enumerable.Range(0, 50))
        {
            await udp.SendAsync(Encoding.UTF8.GetBytes("{\"format\":\"json\",\"version\":1}\n" + Segment(number)));
        }

        using var ceiling = new CancellationTokenSource(Patience.Limit);
        await server.FlushAsync(ceiling.Token);
    }

    private static string Segment(int number)
    {
        double start = Now + (number * 0.1);
        (double seconds, string plan) = number % 10 == 3 ? (0.5, "gold") : (0.05, "silver");
        return string.Create(CultureInfo.InvariantCulture, $$$"""
            {"trace_id":"1-5759e988-{{{number:x24}}}","id":"{{{number + 1:x16}}}","name":"shop","start_time":{{{start}}},"end_time":{{{start + seconds}}},
             "annotations":{"plan":"{{{plan}}}"},"http":{"request":{"method":"GET","url":"http://shop/orders/{{{number}}}"},"response":{"status":200} } }
            """);
    }
}
