using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Obs.Cli.Query;
using Obs.Local;

namespace Obs.Cli.Map;

/// <summary><c>obs map</c>: who calls whom, with rate, failures and latency, from a running backend or from the file of one.</summary>
internal static class MapCommand
{
    public static Command Create(Terminal terminal)
    {
        var address = new Option<Uri>("--address")
        {
            Description = "The running backend to ask.",
            HelpName = "URL",
            CustomParser = ParseAddress,
            DefaultValueFactory = _ =>
                new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{new ObsLocalOptions().Port}")),
        };
        var store = new Option<string?>("--store")
        {
            Description = "The file of a store to read instead; nothing has to run.",
            HelpName = "FILE",
        };
        var format = new Option<ServiceMapFormat>("--format")
        {
            Description = "How to write the map down.",
            DefaultValueFactory = _ => ServiceMapFormat.Text,
        };
        var from = new Option<DateTimeOffset?>("--from")
        {
            Description = "Where the time begins; the last five minutes of a backend and all of a file if it is left out.",
            HelpName = "TIME",
            CustomParser = TimeArgument.Parse,
        };
        var to = new Option<DateTimeOffset?>("--to")
        {
            Description = "Where it ends; now if it is left out.",
            HelpName = "TIME",
            CustomParser = TimeArgument.Parse,
        };
        var service = new Option<string?>("--service") { Description = "Only the traces this service took part in.", HelpName = "NAME" };
        var command = new Command("map", "Draws who calls whom, with rate, faults, errors and latency of each edge.")
        {
            address,
            store,
            format,
            from,
            to,
            service,
        };
        command.SetAction((arguments, cancellationToken) =>
        {
            var request = new MapRequest(
                arguments.GetValue(format), arguments.GetValue(from), arguments.GetValue(to), arguments.GetValue(service));
            return RunAsync(request, arguments.GetValue(address)!, arguments.GetValue(store), terminal, cancellationToken);
        });
        return command;
    }

    private static Uri? ParseAddress(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme is "http" or "https"))
        {
            return address;
        }

        result.AddError($"{text} is not the address of a backend; write http://127.0.0.1:4580.");
        return null;
    }

    private static async Task<int> RunAsync(
        MapRequest request, Uri address, string? store, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            string map = store is null
                ? await request.AskAsync(address, cancellationToken).ConfigureAwait(false)
                : request.Read(store, terminal.Time.GetUtcNow());
            await terminal.Output.WriteAsync(map).ConfigureAwait(false);
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or ArgumentException)
        {
            await terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCode.Failure;
        }
    }
}
