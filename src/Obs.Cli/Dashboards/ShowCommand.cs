using System.CommandLine;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary><c>obs dashboard show</c>: a dashboard as an outline.</summary>
internal static class ShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var body = new Argument<string>("file") { Description = "A dashboard body, or a folder of snapshots for its newest." };
        var command = new Command("show", "Lists the widgets of a dashboard from top to bottom.") { body };
        command.SetAction(async (arguments, _) =>
        {
            await terminal.Output.WriteAsync(DashboardOutline.Write(DashboardFiles.ReadDashboard(arguments.GetValue(body)!)))
                .ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }
}
