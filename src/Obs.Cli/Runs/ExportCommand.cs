using System.CommandLine;
using Obs.Cli.Backends;

namespace Obs.Cli.Runs;

/// <summary><c>obs run export</c>: writes a run into a file.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> name = RunCommand.NameArgument();
        Option<Uri> endpoint = EndpointOption.Create();
        var file = new Option<string?>("--output") { Description = "The file to write; NAME.db if it is left out.", HelpName = "FILE" };
        var command = new Command("export", "Writes a run into one file, which obs local, obs map and obs run read.")
        {
            name,
            file,
            endpoint,
        };
        command.SetAction((arguments, cancellationToken) => RunCommand.AskAsync(terminal, arguments.GetValue(endpoint)!, async client =>
        {
            string run = arguments.GetValue(name)!;
            string target = arguments.GetValue(file) ?? run + ".db";
            await client.SaveAsync("runs/export?name=" + Uri.EscapeDataString(run), target, cancellationToken).ConfigureAwait(false);
            await terminal.Output.WriteLineAsync(target).ConfigureAwait(false);
        }));
        return command;
    }
}
