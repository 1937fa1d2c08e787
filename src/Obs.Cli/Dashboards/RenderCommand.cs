using System.CommandLine;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary><c>obs dashboard render</c>: the RED dashboard, the dashboard of traces, the alarms and the saved queries of a service, as
/// files.</summary>
internal static class RenderCommand
{
    public static Command Create(Terminal terminal)
    {
        var catalogue = new CatalogueOptions();
        var settings = new RenderOptions();
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for red.json, xray.json, alarms.json and queries.json.",
            Required = true,
        };
        var command = new Command("render", "Makes the dashboards, alarms and saved queries of a service out of its catalogue.") { output };
        catalogue.AddTo(command, isRequired: true);
        settings.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            MetricCatalogue read = (await catalogue.ReadAsync(arguments, cancellationToken).ConfigureAwait(false))!;
            string folder = arguments.GetValue(output)!.FullName;
            (string Path, string Text)[] files =
                [.. ServiceResources.Create(read, settings.Read(arguments)).Files()
                    .Select(file => (Path.Combine(folder, file.Name), file.Text))];
            WholeFiles.Write(files);
            foreach ((string path, _) in files)
            {
                await terminal.Output.WriteLineAsync(path).ConfigureAwait(false);
            }

            return ExitCode.Success;
        });
        return command;
    }
}
