using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Obs.Local;

namespace Obs.Cli.Local;

/// <summary><c>obs local</c>: X-Ray, CloudWatch and CloudWatch Logs on this machine, until it is stopped.</summary>
internal static class LocalCommand
{
    public static Command Create(Terminal terminal)
    {
        var defaults = new ObsLocalOptions();
        var port = new Option<int>("--port")
        {
            Description = "Port of the APIs and of the page, on 127.0.0.1; 0 takes any free one.",
            DefaultValueFactory = _ => defaults.Port,
        };
        var udpPort = new Option<int>("--udp-port")
        {
            Description = "Port for segments, as the X-Ray daemon's, on 127.0.0.1; 0 takes any free one.",
            DefaultValueFactory = _ => defaults.UdpPort,
        };
        var store = new Option<string>("--store")
        {
            Description = "File that keeps what arrives, or :memory: to forget it at the end.",
            HelpName = "FILE|:memory:",
            DefaultValueFactory = _ => defaults.Store,
        };
        var maxBytes = new Option<long>("--max-bytes")
        {
            Description = "What the store may hold, 16MiB to 64GiB; beyond it the oldest data go. [default: 256MiB]",
            HelpName = "SIZE",
            CustomParser = SizeArgument.Parse,
        };
        var maxAge = new Option<TimeSpan?>("--max-age")
        {
            Description = "How old data become before they go, 1m to 365d. [default: 7d]",
            HelpName = "LENGTH",
            CustomParser = LengthArgument.Parse,
        };
        var import = new Option<string[]>("--import")
        {
            Description =
                "File of lines to take in at the start, segment documents or log events; - is standard input. May be given more than once.",
            HelpName = "FILE|-",
            DefaultValueFactory = static _ => [],
        };
        var open = new Option<bool>("--open") { Description = "Opens the page in the browser." };
        var command = new Command("local", "Starts the local stand-in for X-Ray, CloudWatch and CloudWatch Logs, with its page.")
        {
            port, udpPort, store, maxBytes, maxAge, import, open,
        };
        command.SetAction((arguments, cancellationToken) =>
        {
            var options = new ObsLocalOptions
            {
                Port = arguments.GetValue(port),
                UdpPort = arguments.GetValue(udpPort),
                Store = arguments.GetValue(store) ?? defaults.Store,
                MaxBytes = arguments.GetResult(maxBytes) is null ? defaults.MaxBytes : arguments.GetValue(maxBytes),
                MaxAge = arguments.GetValue(maxAge) ?? defaults.MaxAge,
            };
            return RunAsync(options, arguments.GetValue(import) ?? [], arguments.GetValue(open), terminal, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ObsLocalOptions options, string[] imports, bool open, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            var server = new ObsLocalServer(options);
            await using (server.ConfigureAwait(false))
            {
                if (await StartAsync(server, cancellationToken).ConfigureAwait(false) is { } reason)
                {
                    await terminal.Error.WriteLineAsync(reason).ConfigureAwait(false);
                    return ExitCode.Failure;
                }

                await AnnounceAsync(server, terminal).ConfigureAwait(false);
                foreach (string file in imports)
                {
                    await ImportAsync(server, file, terminal, cancellationToken).ConfigureAwait(false);
                }

                if (open)
                {
                    Browser.TryOpen(server.HttpAddress);
                }

                await Stopped(cancellationToken).ConfigureAwait(false);
            }

            return ExitCode.Success;
        }
        catch (OptionsValidationException exception)
        {
            await terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCode.Failure;
        }
    }

    /// <summary>Null when it has started, else why not: a port that is taken, a store that cannot be opened.</summary>
    private static async Task<string?> StartAsync(ObsLocalServer server, CancellationToken cancellationToken)
    {
        try
        {
            await server.StartAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }

    private static async Task ImportAsync(ObsLocalServer server, string file, Terminal terminal, CancellationToken cancellationToken)
    {
        using TextReader lines = file == "-" ? new StreamReader(terminal.OpenInput()) : new StreamReader(file);
        string stream = file == "-" ? "stdin" : Path.GetFileName(file);
        long taken = await server.ImportAsync(
            lines, "/import", stream.Replace(':', '_').Replace('*', '_'), cancellationToken).ConfigureAwait(false);
        await terminal.Output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"imported: {taken} lines from {file}")).ConfigureAwait(false);
        await terminal.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static async Task AnnounceAsync(ObsLocalServer server, Terminal terminal)
    {
        string address = server.HttpAddress.GetLeftPart(UriPartial.Authority);
        await terminal.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            ready: {address}

            export AWS_XRAY_DAEMON_ADDRESS={server.UdpAddress}
            export AWS_ENDPOINT_URL={address}
            export AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
            """)).ConfigureAwait(false);
        await terminal.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static Task Stopped(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), stopped);
        return stopped.Task;
    }
}
