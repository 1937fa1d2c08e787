using System.CommandLine;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary><c>obs dashboard diff</c>: what differs between two versions, widget by widget.</summary>
internal static class DiffCommand
{
    public static Command Create(Terminal terminal)
    {
        var before = new Argument<string>("before") { Description = "A dashboard body, or a folder of snapshots for its newest." };
        var after = new Argument<string>("after") { Description = "A dashboard body, or a folder of snapshots for its newest." };
        var html = new Option<FileInfo?>("--html") { Description = "Also writes a page with both versions beside each other." };
        var command = new Command("diff", "Compares two dashboards by widget. Ends with 1 when they differ.") { before, after, html };
        command.SetAction(async (arguments, _) =>
        {
            (string one, string other) = (arguments.GetValue(before)!, arguments.GetValue(after)!);
            DashboardDiff diff = DashboardDiff.Compare(DashboardFiles.ReadDashboard(one), DashboardFiles.ReadDashboard(other));
            if (arguments.GetValue(html) is { } page)
            {
                WholeFiles.Write([(page.FullName, diff.ToHtml($"{Path.GetFileName(one)} and {Path.GetFileName(other)}"))]);
            }

            await terminal.Output.WriteAsync(diff.ToText()).ConfigureAwait(false);
            return diff.IsEmpty ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }
}
