using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Obs.Cli.Query;
using Obs.Local;

namespace Obs.Cli.Runs;

/// <summary><c>obs run</c>: names spans of time of a running backend, writes them into files, takes them in again and compares
/// two.</summary>
internal static class RunCommand
{
    private const string DefaultEndpoint = "http://127.0.0.1:4580";

    public static Command Create(Terminal terminal) => new("run", "Names, exports, imports and compares spans of time of a local backend.")
    {
        Name(terminal), List(terminal), Remove(terminal), Export(terminal), Import(terminal), Compare(terminal),
    };

    private static Command Name(Terminal terminal)
    {
        Argument<string> name = NameArgument();
        Option<Uri> endpoint = EndpointOption();
        var from = new Option<DateTimeOffset?>("--from")
        {
            Description = "Where the run begins; 5 minutes before its end if it is left out.",
            HelpName = "TIME",
            CustomParser = TimeArgument.Parse,
        };
        var to = new Option<DateTimeOffset?>("--to")
        {
            Description = "Where it ends; now if it is left out.",
            HelpName = "TIME",
            CustomParser = TimeArgument.Parse,
        };
        var command = new Command("name", "Gives a span of time a name. While it has one, nothing of it is removed for its age.")
        {
            name,
            from,
            to,
            endpoint,
        };
        command.SetAction((arguments, cancellationToken) => RunAsync(terminal, arguments.GetValue(endpoint)!, async client =>
        {
            DateTimeOffset end = arguments.GetValue(to) ?? terminal.Time.GetUtcNow();
            DateTimeOffset begin = arguments.GetValue(from) ?? end - TimeSpan.FromMinutes(5);
            using var body = new MemoryStream();
            var writer = new Utf8JsonWriter(body);
            await using (writer.ConfigureAwait(false))
            {
                writer.WriteStartObject();
                writer.WriteString("name", arguments.GetValue(name));
                writer.WriteNumber("from", begin.ToUnixTimeMilliseconds());
                writer.WriteNumber("to", end.ToUnixTimeMilliseconds());
                writer.WriteEndObject();
            }

            using HttpContent content = RunClient.Json(System.Text.Encoding.UTF8.GetString(body.ToArray()));
            await SayAsync(terminal, await client.ChangeAsync(HttpMethod.Post, "runs", content, cancellationToken).ConfigureAwait(false))
                .ConfigureAwait(false);
        }));
        return command;
    }

    private static Command List(Terminal terminal)
    {
        Option<Uri> endpoint = EndpointOption();
        var command = new Command("list", "Lists the runs that have a name.") { endpoint };
        command.SetAction((arguments, cancellationToken) => RunAsync(terminal, arguments.GetValue(endpoint)!, async client =>
        {
            JsonElement answer = await client.GetAsync("runs", cancellationToken).ConfigureAwait(false);
            foreach (JsonElement run in answer.GetProperty("runs").EnumerateArray())
            {
                await SayAsync(terminal, run).ConfigureAwait(false);
            }
        }));
        return command;
    }

    private static Command Remove(Terminal terminal)
    {
        Argument<string> name = NameArgument();
        Option<Uri> endpoint = EndpointOption();
        var command = new Command("remove", "Forgets the name; the telemetry goes when it is too old or too much.") { name, endpoint };
        command.SetAction((arguments, cancellationToken) => RunAsync(terminal, arguments.GetValue(endpoint)!, client =>
            client.ChangeAsync(
                HttpMethod.Delete, "runs?name=" + Uri.EscapeDataString(arguments.GetValue(name)!), content: null, cancellationToken)));
        return command;
    }

    private static Command Export(Terminal terminal)
    {
        Argument<string> name = NameArgument();
        Option<Uri> endpoint = EndpointOption();
        var file = new Option<string?>("--output") { Description = "The file to write; NAME.db if it is left out.", HelpName = "FILE" };
        var command = new Command("export", "Writes a run into one file, which obs local, obs map and obs run read.")
        {
            name,
            file,
            endpoint,
        };
        command.SetAction((arguments, cancellationToken) => RunAsync(terminal, arguments.GetValue(endpoint)!, async client =>
        {
            string run = arguments.GetValue(name)!;
            string target = arguments.GetValue(file) ?? run + ".db";
            await client.SaveAsync("runs/export?name=" + Uri.EscapeDataString(run), target, cancellationToken).ConfigureAwait(false);
            await terminal.Output.WriteLineAsync(target).ConfigureAwait(false);
        }));
        return command;
    }

    private static Command Import(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The file of an exported run." };
        var name = new Option<string?>("--name") { Description = "The name to give it; its own if it is left out.", HelpName = "NAME" };
        Option<Uri> endpoint = EndpointOption();
        var command = new Command("import", "Takes the run of a file in.") { file, name, endpoint };
        command.SetAction((arguments, cancellationToken) => RunAsync(terminal, arguments.GetValue(endpoint)!, async client =>
        {
            FileStream stream = File.OpenRead(arguments.GetValue(file)!);
            await using (stream.ConfigureAwait(false))
            {
                using HttpContent content = RunClient.File(stream);
                string query = arguments.GetValue(name) is { } given ? "?name=" + Uri.EscapeDataString(given) : "";
                await SayAsync(
                    terminal,
                    await client.ChangeAsync(
                        HttpMethod.Post, "runs/import" + query, content, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }));
        return command;
    }

    private static Command Compare(Terminal terminal)
    {
        var first = new Argument<string>("BASE") { Description = "The file of the run to compare with." };
        var second = new Argument<string>("OTHER") { Description = "The file of the other run." };
        var format = new Option<RunComparisonFormat>("--format")
        {
            Description = "How to write it down.",
            DefaultValueFactory = static _ => RunComparisonFormat.Text,
        };
        var command = new Command("compare", "Sets two exported runs side by side: rate, faults and latency of every operation.")
        {
            first,
            second,
            format,
        };
        command.SetAction(async (arguments, _) =>
        {
            try
            {
                string text = StoredRuns.Compare(arguments.GetValue(first)!, arguments.GetValue(second)!, arguments.GetValue(format));
                await terminal.Output.WriteAsync(text).ConfigureAwait(false);
                return ExitCode.Success;
            }
            catch (InvalidOperationException exception)
            {
                await terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, Uri endpoint, Func<RunClient, Task> action)
    {
        using var client = new RunClient(endpoint);
        try
        {
            await action(client).ConfigureAwait(false);
            return ExitCode.Success;
        }
        catch (HttpRequestException exception)
        {
            string message = exception.StatusCode is null ? $"Nothing answers at {endpoint}: {exception.Message}" : exception.Message;
            await terminal.Error.WriteLineAsync(message).ConfigureAwait(false);
            return ExitCode.Failure;
        }
    }

    private static Task SayAsync(Terminal terminal, JsonElement run) => terminal.Output.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"{run.GetProperty("name").GetString()}  {Time(run, "from"):O}  {Time(run, "to"):O}"));

    private static DateTimeOffset Time(JsonElement run, string member) =>
        DateTimeOffset.FromUnixTimeMilliseconds(run.GetProperty(member).GetInt64());

    private static Argument<string> NameArgument() => new("NAME") { Description = "The run: letters, digits and ._-, 100 at most." };

    private static Option<Uri> EndpointOption() => new("--endpoint")
    {
        Description = "Where the backend is; AWS_ENDPOINT_URL where that is set.",
        HelpName = "URL",
        DefaultValueFactory = static _ =>
            new Uri(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 } url ? url : DefaultEndpoint),
        CustomParser = static result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError($"{result.Tokens[0].Value} is not the address of a backend; write {DefaultEndpoint}.");
            return null;
        },
    };
}
