using System.CommandLine;
using Obs.Cli.Backends;

namespace Obs.Cli.Runs;

/// <summary><c>obs run remove</c>: forgets the name of a run.</summary>
internal static class RemoveCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> name = RunCommand.NameArgument();
        Option<Uri> endpoint = EndpointOption.Create();
        var command = new Command("remove", "Forgets the name; the telemetry goes when it is too old or too much.") { name, endpoint };
        command.SetAction((arguments, cancellationToken) => RunCommand.AskAsync(terminal, arguments.GetValue(endpoint)!, client =>
            client.ChangeAsync(
                HttpMethod.Delete, "runs?name=" + Uri.EscapeDataString(arguments.GetValue(name)!), content: null, cancellationToken)));
        return command;
    }
}
