using System.CommandLine;
using System.Text.Json;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary><c>obs dashboard lint</c>: what in dashboards, alarms and queries would be refused, or show nothing.</summary>
internal static class LintCommand
{
    public static Command Create(Terminal terminal)
    {
        var catalogue = new CatalogueOptions();
        var files = new Argument<FileInfo[]>("files")
        {
            Description = "Dashboard bodies, sets of alarms, and lists of queries.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(
            "lint", "Checks dashboards, alarms and queries; with a catalogue, against what the service really emits.") { files };
        catalogue.AddTo(command, isRequired: false);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            MetricCatalogue? read = await catalogue.ReadAsync(arguments, cancellationToken).ConfigureAwait(false);
            int count = 0;
            foreach (FileInfo file in arguments.GetValue(files)!)
            {
                foreach (DashboardFinding finding in DashboardFiles.Read(file.FullName, text => Check(text, read)))
                {
                    count++;
                    await terminal.Output.WriteLineAsync($"{file.Name}: {finding}").ConfigureAwait(false);
                }
            }

            return count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    // A file says by its shape what it is; one that is none of the three is reported as the dashboard it fails to be.
    private static IReadOnlyList<DashboardFinding> Check(string text, MetricCatalogue? catalogue) => Shape(text) switch
    {
        "MetricAlarms" or "CompositeAlarms" => DashboardLint.Check(AlarmSet.Parse(text), catalogue),
        "[" => QueryFile.Check(text, catalogue),
        _ => DashboardLint.Check(Dashboard.Parse(text), catalogue),
    };

    private static string? Shape(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => "[",
                JsonValueKind.Object => document.RootElement.EnumerateObject().Select(static m => m.Name)
                    .FirstOrDefault(static name => name is "MetricAlarms" or "CompositeAlarms"),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
