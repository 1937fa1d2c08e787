using System.CommandLine;

namespace Obs.Cli.Dashboards;

/// <summary><c>obs dashboard</c>: dashboards, alarms and queries as code.</summary>
internal static class DashboardCommand
{
    public static Command Create(Terminal terminal) =>
        new("dashboard", "Makes, checks, keeps and compares CloudWatch dashboards and alarms.")
    {
        CollectCommand.Create(terminal),
        RenderCommand.Create(terminal),
        LintCommand.Create(terminal),
        ApplyCommand.Create(terminal),
        SnapshotCommand.Create(terminal),
        DiffCommand.Create(terminal),
        ShowCommand.Create(terminal),
    };
}
