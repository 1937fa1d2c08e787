using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Obs.TestSupport;

namespace Obs.Cli.Tests.Local;

public sealed class LocalCommandTests
{
    [Fact]
    public async Task It_says_where_it_listens_answers_there_and_ends_when_it_is_stopped()
    {
        using var stop = new CancellationTokenSource(Patience.Limit);
        var output = new LineSignal("ready: ");
        Task<int> running = ObsCommand.RunAsync(["local", "--port", "0", "--udp-port", "0"], TerminalWith(output), stop.Token);

        string ready = await output.Line.WaitAsync(Patience.Limit);

        using var client = new HttpClient { BaseAddress = new Uri(ready["ready: ".Length..]) };
        (await client.GetAsync("/api/local/status")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.GetStringAsync("/")).Should().Contain("<html");
        await stop.CancelAsync();
        (await running.WaitAsync(Patience.Limit)).Should().Be(ExitCode.Success);
        output.ToString().Should().Contain("AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:").And.Contain(
            $"AWS_ENDPOINT_URL={ready["ready: ".Length..]}");
    }

    [Fact]
    public async Task What_keeps_it_from_starting_is_said_in_a_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        (await FailAsync("--port", port, "--udp-port", "0")).Should().Be(
            $"TCP port {port} on 127.0.0.1 is taken; choose another with Port (--port).{Environment.NewLine}");
        (await FailAsync("--port", "0", "--udp-port", "0", "--store", "/nowhere/there/store.db")).Should()
            .StartWith("The store \"/nowhere/there/store.db\" cannot be opened");

        static async Task<string> FailAsync(params string[] options)
        {
            var error = new StringWriter();
            int code = await ObsCommand.RunAsync(
                ["local", .. options], new Terminal(static () => Stream.Null, TextWriter.Null, error));
            code.Should().Be(ExitCode.Failure);
            return error.ToString();
        }
    }

    [Fact]
    public async Task It_takes_in_lines_before_it_goes_on()
    {
        using var stop = new CancellationTokenSource(Patience.Limit);
        var output = new LineSignal("imported: ");
        var terminal = new Terminal(static () => new MemoryStream("one\ntwo\n"u8.ToArray()), output, TextWriter.Null);
        Task<int> running = ObsCommand.RunAsync(["local", "--port", "0", "--udp-port", "0", "--import", "-"], terminal, stop.Token);

        string imported = await output.Line.WaitAsync(Patience.Limit);
        await stop.CancelAsync();

        imported.Should().Be("imported: 2 lines from -");
        (await running.WaitAsync(Patience.Limit)).Should().Be(ExitCode.Success);
    }

    [Theory]
    [InlineData("16MiB", 16L << 20)]
    [InlineData("64GiB", 64L << 30)]
    [InlineData("20000kib", 20_000L << 10)]
    [InlineData("16777216", 16L << 20)]
    public void A_size_is_a_number_with_its_unit_or_without(string text, long expected)
    {
        var option = new Option<long>("--size") { CustomParser = SizeArgument.Parse };

        new Command("x") { option }.Parse(["--size", text]).GetValue(option).Should().Be(expected);
    }

    [Fact]
    public async Task Its_help_says_what_is_kept_and_for_how_long()
    {
        var output = new StringWriter();

        await ObsCommand.RunAsync(["local", "--help"], TerminalWith(output));

        output.ToString().Should().Contain("--max-bytes <SIZE>").And.Contain("[default: 256MiB]")
            .And.Contain("--max-age <LENGTH>").And.Contain("[default: 7d]");
    }

    [Theory]
    [InlineData("--port", "70000", "Observability:Local:Port: must be 0 to 65535")]
    [InlineData("--udp-port", "-1", "Observability:Local:UdpPort: must be 0 to 65535")]
    [InlineData("--max-bytes", "1048576", "Observability:Local:MaxBytes: must be 16777216 (16 MiB) to 68719476736 (64 GiB)")]
    [InlineData("--max-bytes", "0", "Observability:Local:MaxBytes: must be 16777216 (16 MiB)")]
    [InlineData("--max-bytes", "many", "many is not a number of bytes; write 1048576, 512MiB or 4GiB.")]
    [InlineData("--max-bytes", "9999999999GiB", "9999999999GiB is not a number of bytes")]
    [InlineData("--max-age", "30s", "Observability:Local:MaxAge: must be 00:01:00 to 365.00:00:00; found 00:00:30", "00:00:30")]
    [InlineData("--max-age", "soon", "soon is not a length of time")]
    public async Task What_is_out_of_range_is_refused_with_its_range(string option, string value, string message, string? found = null)
    {
        var error = new StringWriter();

        int code = await ObsCommand.RunAsync(["local", option, value], new Terminal(static () => Stream.Null, TextWriter.Null, error));

        code.Should().Be(ExitCode.Failure);
        error.ToString().Should().Contain(message).And.Contain(found ?? value);
    }

    private static Terminal TerminalWith(TextWriter output) => new(static () => Stream.Null, output, TextWriter.Null);
}
