using Obs.Local;

namespace Obs.Cli.Tests.Local;

public sealed class AssertCommandTests : IAsyncLifetime
{
    private ObsLocalServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await StartAsync();
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string segment = $$"""
            {"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"00000000000000a1","name":"shop","start_time":{{now - 5}},"end_time":{{now - 4}},"fault":true}
            """;
        await _server.ImportAsync(new StringReader(segment), "/import", "test");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("error", null, null, ExitCode.Success, "ok: 0 traces, expected at most 0: error")]
    [InlineData("fault", null, null, ExitCode.AssertionFailed, "FAILED: 1 traces, expected at most 0: fault")]
    [InlineData("fault", "--max", "1", ExitCode.Success, "ok: 1 traces, expected at most 1: fault")]
    [InlineData("service(\"shop\") { fault }", "--min", "1", ExitCode.Success, "expected at least 1")]
    [InlineData("service(\"shop\") { fault }", "--min", "2", ExitCode.AssertionFailed, "1-5759e988-bd862e3fe1be46a994272793  fault  1000 ms  shop")]
    [InlineData("throttle", "--min", "1", ExitCode.AssertionFailed, "The newest traces that arrived:\n  1-5759e988-bd862e3fe1be46a994272793  fault")]
    [InlineData("fault", "--max", "-1", ExitCode.Failure, "--min and --max must be 0 or more")]
    [InlineData("fault", "--min", "-1", ExitCode.Failure, "--min and --max must be 0 or more")]
    [InlineData("nonsense", null, null, ExitCode.MalformedQuery, "unknown keyword 'nonsense' at position 0")]
    public async Task It_counts_what_a_filter_takes(string filter, string? option, string? value, int code, string message)
    {
        string[] arguments =
            [
                "assert", "--endpoint", _server.HttpAddress.ToString(), "--filter", filter,
                .. option is null ? Array.Empty<string>() : [option, value!],
            ];

        (int found, string output, string error) = await Shell.RunAsync("", arguments);

        found.Should().Be(code, error);
        (output + error).Should().Contain(message);
    }

    [Fact]
    public async Task What_nothing_can_meet_is_wrong_usage()
    {
        (int code, _, string error) = await Shell.RunAsync(
            "", "assert", "--endpoint", _server.HttpAddress.ToString(), "--filter", "fault", "--min", "2", "--max", "1");

        code.Should().Be(ExitCode.Failure);
        error.Should().Contain("found --min 2 --max 1");
    }

    [Fact]
    public async Task Where_nothing_listens_it_says_so()
    {
        (int code, _, string error) = await Shell.RunAsync("", "assert", "--endpoint", "http://127.0.0.1:1", "--filter", "fault");

        code.Should().Be(ExitCode.Failure);
        error.Should().Contain("Nothing answers at http://127.0.0.1:1/");
    }

    private static async Task<ObsLocalServer> StartAsync()
    {
        var server = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0 });
        await server.StartAsync();
        return server;
    }
}
