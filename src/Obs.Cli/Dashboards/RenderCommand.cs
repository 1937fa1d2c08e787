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
                [.. Render(read, settings, arguments).Select(file => (Path.Combine(folder, file.Name), file.Text))];
            WholeFiles.Write(files);
            foreach ((string path, _) in files)
            {
                await terminal.Output.WriteLineAsync(path).ConfigureAwait(false);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static (string Name, string Text)[] Render(MetricCatalogue catalogue, RenderOptions settings, ParseResult arguments)
    {
        try
        {
            RedDashboardOptions options = settings.Read(arguments);
            var alarms = new ServiceAlarmOptions { Environment = options.Environment, Objective = options.Objective };
            Dashboard red = RedDashboard.Create(catalogue, options);
            return
            [
                ("red.json", red.ToSnapshot()),
                ("xray.json", XRayDashboard.Create(catalogue, options).ToSnapshot()),
                ("alarms.json", ServiceAlarms.Create(catalogue, alarms).ToJson()),
                ("queries.json", QueryFile.Write(red)),
            ];
        }
        catch (Exception exception) when (exception is DashboardFormatException or ArgumentException)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }
}
