using System.Net.Sockets;
using System.Text;
using Obs.Local;
using Obs.TestSupport;

namespace Obs.Cli.Tests.Map;

public sealed class MapCommandTests
{
    private static readonly string Segment =
        $$"""{"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"53995c3f42cd8ad8","name":"storefront","start_time":{{Now}},"end_time":{{Now + 1}}}""";

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 2;

    [Fact]
    public async Task It_draws_the_map_of_a_running_backend_and_then_of_its_file()
    {
        string file = Path.Combine(Path.GetTempPath(), $"map-{Guid.NewGuid():N}.db");
        string address;
        await using (var server = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0, Store = file }))
        {
            await server.StartAsync();
            await SendAsync(server);
            address = server.HttpAddress.ToString();

            (int code, string output, _) = await Shell.RunAsync("", "map", "--endpoint", address, "--format", "mermaid");
            code.Should().Be(ExitCode.Success);
            output.Should().StartWith("flowchart LR\n").And.Contain("[\"storefront\"]");
            (await Shell.RunAsync("", "map", "--endpoint", address, "--service", "other")).Output.Should().Be("No traces in this time.\n");
        }

        (await Shell.RunAsync("", "map", "--store", file)).Output.Should().MatchRegex("clients of storefront\n  -> storefront +1 ");
        (int gone, _, string error) = await Shell.RunAsync("", "map", "--endpoint", address);
        gone.Should().Be(ExitCode.Failure);
        error.Should().StartWith($"Nothing answers at {address}: ");
        File.Delete(file);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_failure_that_names_it()
    {
        (int code, _, string error) = await Shell.RunAsync("", "map", "--store", "/nowhere/at/all.db");

        code.Should().Be(ExitCode.Failure);
        error.Should().Contain("/nowhere/at/all.db");
    }

    private static async Task SendAsync(ObsLocalServer server)
    {
        using var udp = new UdpClient("127.0.0.1", server.UdpAddress.Port);
        await udp.SendAsync(Encoding.UTF8.GetBytes("{\"format\":\"json\",\"version\":1}\n" + Segment));
        using var ceiling = new CancellationTokenSource(Patience.Limit);
        await server.FlushAsync(ceiling.Token);
    }
}
