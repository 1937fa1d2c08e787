using System.CommandLine;
using System.Text.Json;
using Obs.Cli.Backends;

namespace Obs.Cli.Runs;

/// <summary><c>obs run list</c>: the runs that have a name.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<Uri> endpoint = EndpointOption.Create();
        var command = new Command("list", "Lists the runs that have a name.") { endpoint };
        command.SetAction((arguments, cancellationToken) => RunCommand.AskAsync(terminal, arguments.GetValue(endpoint)!, async client =>
        {
            JsonElement answer = await client.GetAsync("runs", cancellationToken).ConfigureAwait(false);
            foreach (JsonElement run in answer.GetProperty("runs").EnumerateArray())
            {
                await RunLine.WriteAsync(terminal, run).ConfigureAwait(false);
            }
        }));
        return command;
    }
}
