using System.CommandLine;
using Obs.Cli.Backends;

namespace Obs.Cli.Runs;

/// <summary><c>obs run import</c>: takes the run of a file in.</summary>
internal static class ImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The file of an exported run." };
        var name = new Option<string?>("--name") { Description = "The name to give it; its own if it is left out.", HelpName = "NAME" };
        Option<Uri> endpoint = EndpointOption.Create();
        var command = new Command("import", "Takes the run of a file in.") { file, name, endpoint };
        command.SetAction((arguments, cancellationToken) => RunCommand.AskAsync(terminal, arguments.GetValue(endpoint)!, async client =>
        {
            FileStream stream = File.OpenRead(arguments.GetValue(file)!);
            await using (stream.ConfigureAwait(false))
            {
                using HttpContent content = BackendClient.File(stream);
                string query = arguments.GetValue(name) is { } given ? "?name=" + Uri.EscapeDataString(given) : "";
                await RunLine.WriteAsync(
                    terminal,
                    await client.ChangeAsync(
                        HttpMethod.Post, "runs/import" + query, content, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }));
        return command;
    }
}
