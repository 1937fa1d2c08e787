using System.CommandLine;
using System.Text;
using System.Text.Json;
using Obs.Cli.Backends;
using Obs.Cli.Query;

namespace Obs.Cli.Runs;

/// <summary><c>obs run name</c>: gives a span of time a name.</summary>
internal static class NameCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> name = RunCommand.NameArgument();
        Option<Uri> endpoint = EndpointOption.Create();
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
        command.SetAction((arguments, cancellationToken) => RunCommand.AskAsync(terminal, arguments.GetValue(endpoint)!, async client =>
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

            using HttpContent content = BackendClient.Json(Encoding.UTF8.GetString(body.ToArray()));
            await RunLine.WriteAsync(
                terminal, await client.ChangeAsync(HttpMethod.Post, "runs", content, cancellationToken).ConfigureAwait(false))
                .ConfigureAwait(false);
        }));
        return command;
    }
}
