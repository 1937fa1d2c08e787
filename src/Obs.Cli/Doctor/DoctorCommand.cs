using System.CommandLine;
using Obs.Cli.Dashboards;

namespace Obs.Cli.Doctor;

/// <summary><c>obs doctor</c>: looks for what keeps telemetry from arriving, and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var service = new Option<Uri?>("--service")
        {
            Description = "Address of a running service, as http://127.0.0.1:5080; its /api/metrics is asked.",
            CustomParser = AddressArgument.Parse,
        };
        var local = new Option<Uri?>("--local")
        {
            Description = "Address of a running obs local, as http://127.0.0.1:4580.",
            CustomParser = AddressArgument.Parse,
        };
        var config = new Option<string[]>("--config")
        {
            Description = "File of settings to check, as appsettings.json. May be given more than once.",
            DefaultValueFactory = static _ => [],
        };
        var check = new Option<string[]>("--check")
        {
            Description = "Only this check. May be given more than once.",
            DefaultValueFactory = static _ => [],
        };
        var format = new Option<DoctorFormat>("--format")
        {
            Description = "How to print what was found.",
            DefaultValueFactory = static _ => DoctorFormat.Text,
        };
        check.AcceptOnlyFromAmong([.. CheckList.All.Select(static known => known.Id)]);
        var command = new Command(
            "doctor",
            "Checks a service, the local backend and this machine's settings, and says what to do. Ends with 3 when a check fails.")
        {
            service, local, config, check, format,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            string[] wanted = arguments.GetValue(check) ?? [];
            DoctorFacts facts = await FactFinder.FindAsync(
                arguments.GetValue(service), arguments.GetValue(local), arguments.GetValue(config) ?? [], terminal.Time,
                cancellationToken).ConfigureAwait(false);
            DoctorReport report = DoctorReport.Of(facts, CheckList.All.Where(known => wanted.Length == 0 || wanted.Contains(known.Id)));
            await terminal.Output.WriteAsync(
                arguments.GetValue(format) == DoctorFormat.Json ? report.ToJson() : report.ToText()).ConfigureAwait(false);
            return report.HasFailures ? ExitCode.AssertionFailed : ExitCode.Success;
        });
        return command;
    }
}
