using System.CommandLine;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary><c>obs dashboard collect</c>: the catalogue of what a service emits.</summary>
internal static class CollectCommand
{
    public static Command Create(Terminal terminal)
    {
        var catalogue = new CatalogueOptions();
        var output = new Option<FileInfo?>("--out") { Description = "File to write; standard output when not given." };
        var command = new Command(
            "collect", "Writes down which metrics a service has published and which fields its log lines carry.") { output };
        catalogue.AddTo(command, isRequired: true, allowFile: false);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            MetricCatalogue collected = (await catalogue.ReadAsync(arguments, cancellationToken).ConfigureAwait(false))!;
            if (arguments.GetValue(output) is { } file)
            {
                WholeFiles.Write([(file.FullName, collected.ToJson())]);
            }
            else
            {
                await terminal.Output.WriteAsync(collected.ToJson()).ConfigureAwait(false);
            }

            return ExitCode.Success;
        });
        return command;
    }
}
