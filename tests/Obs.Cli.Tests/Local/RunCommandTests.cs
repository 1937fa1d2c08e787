using Obs.Local;
using Obs.TestSupport;

namespace Obs.Cli.Tests.Local;

public sealed class RunCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ObsLocalServer _server = new(new ObsLocalOptions { Port = 0, UdpPort = 0 });

    private string[] Endpoint => ["--endpoint", _server.HttpAddress.ToString()];

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string segment = $$"""
            {"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"00000000000000a1","name":"shop","start_time":{{now - 5}},"end_time":{{now - 4}},"fault":true}
            """;
        await _server.ImportAsync(new StringReader(segment), "/import", "test");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_named_exported_compared_and_taken_in_elsewhere()
    {
        string file = Path.Combine(_folder.Path, "before.db");
        await using var other = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0 });
        await other.StartAsync();

        (await RunAsync(["run", "name", "before", .. Endpoint])).Output.Should().StartWith("before  20");
        (await RunAsync(["run", "list", .. Endpoint])).Output.Should().StartWith("before  20");
        (await RunAsync(["run", "export", "before", "--output", file, .. Endpoint])).Output.Should().Be(file + "\n");
        (await RunAsync(["run", "compare", file, file])).Output.Should()
            .StartWith("before > before\n").And.Contain("shop").And.Contain("100 > 100");
        (await RunAsync(["run", "import", file, "--name", "taken", "--endpoint", other.HttpAddress.ToString()])).Output.Should()
            .StartWith("taken  20");
        await RunAsync(["run", "remove", "before", .. Endpoint]);

        (await RunAsync(["run", "list", .. Endpoint])).Output.Should().BeEmpty();
        other.GetStatus().StoredSegments.Should().Be(1);
    }

    [Theory]
    [InlineData("There is no run \"none\"", "run", "export", "none")]
    [InlineData("name must be", "run", "name", "a/b")]
    public async Task What_the_backend_refuses_is_said(string message, params string[] arguments)
    {
        (int code, _, string error) = await Shell.RunAsync("", [.. arguments, .. Endpoint]);

        code.Should().Be(ExitCode.Failure);
        error.Should().Contain(message);
    }

    [Fact]
    public async Task A_file_that_is_no_run_cannot_be_compared()
    {
        (int code, _, string error) = await Shell.RunAsync("", "run", "compare", _folder.Path, _folder.Path);

        code.Should().Be(ExitCode.Failure);
        error.Should().Contain("cannot be opened");
    }

    private static async Task<(string Output, string Error)> RunAsync(params string[] arguments)
    {
        (int code, string output, string error) = await Shell.RunAsync("", arguments);
        code.Should().Be(ExitCode.Success, error);
        return (output, error);
    }
}
