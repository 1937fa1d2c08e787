using System.Net;

namespace Obs.Cli.Tests.Local;

public sealed class LocalCommandTests
{
    [Fact]
    public async Task It_says_where_it_listens_answers_there_and_ends_when_it_is_stopped()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var output = new LineSignal("ready: ");
        Task<int> running = ObsCommand.RunAsync(["local", "--port", "0", "--udp-port", "0"], TerminalWith(output), stop.Token);

        string ready = await output.Line.WaitAsync(TimeSpan.FromSeconds(10));

        using var client = new HttpClient { BaseAddress = new Uri(ready["ready: ".Length..]) };
        (await client.GetAsync("/api/local/status")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.GetStringAsync("/")).Should().Contain("<html");
        await stop.CancelAsync();
        (await running.WaitAsync(TimeSpan.FromSeconds(10))).Should().Be(ExitCode.Success);
        output.ToString().Should().Contain("AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:").And.Contain(
            $"AWS_ENDPOINT_URL={ready["ready: ".Length..]}");
    }

    [Fact]
    public async Task It_takes_in_lines_before_it_goes_on()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var output = new LineSignal("imported: ");
        var terminal = new Terminal(static () => new MemoryStream("one\ntwo\n"u8.ToArray()), output, TextWriter.Null);
        Task<int> running = ObsCommand.RunAsync(["local", "--port", "0", "--udp-port", "0", "--import", "-"], terminal, stop.Token);

        string imported = await output.Line.WaitAsync(TimeSpan.FromSeconds(10));
        await stop.CancelAsync();

        imported.Should().Be("imported: 2 lines from -");
        (await running.WaitAsync(TimeSpan.FromSeconds(10))).Should().Be(ExitCode.Success);
    }

    [Theory]
    [InlineData("--port", "70000", "Observability:Local:Port: must be 0 to 65535")]
    [InlineData("--udp-port", "-1", "Observability:Local:UdpPort: must be 0 to 65535")]
    public async Task A_port_that_is_none_is_refused_with_its_range(string option, string value, string message)
    {
        var error = new StringWriter();

        int code = await ObsCommand.RunAsync(["local", option, value], new Terminal(static () => Stream.Null, TextWriter.Null, error));

        code.Should().Be(ExitCode.Failure);
        error.ToString().Should().Contain(message).And.Contain(value);
    }

    private static Terminal TerminalWith(TextWriter output) => new(static () => Stream.Null, output, TextWriter.Null);
}
