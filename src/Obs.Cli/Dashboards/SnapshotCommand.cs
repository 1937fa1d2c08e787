using System.CommandLine;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary><c>obs dashboard snapshot</c>: keeps a version of a dashboard.</summary>
internal static class SnapshotCommand
{
    public static Command Create(Terminal terminal)
    {
        var body = new Argument<FileInfo>("file") { Description = "The dashboard body." };
        var store = new Option<DirectoryInfo>("--store") { Description = "Folder of the versions of this dashboard.", Required = true };
        var command = new Command(
            "snapshot", "Keeps a version of a dashboard in canonical form, unless nothing has changed.") { body, store };
        command.SetAction(async (arguments, _) =>
        {
            Dashboard dashboard = DashboardFiles.ReadDashboard(arguments.GetValue(body)!.FullName);
            string? file = new SnapshotStore(arguments.GetValue(store)!.FullName).Save(dashboard);
            await terminal.Output.WriteLineAsync(file ?? "nothing has changed").ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }
}
