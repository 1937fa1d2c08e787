using System.CommandLine;
using Obs.Cli.Dashboards;
using Obs.Cli.Doctor;
using Obs.Cli.Explain;
using Obs.Cli.Histograms;
using Obs.Cli.Local;
using Obs.Cli.Map;
using Obs.Cli.Query;
using Obs.Cli.Reports;
using Obs.Cli.Runs;
using Obs.Insights;

namespace Obs.Cli;

/// <summary>The tool as a whole: its commands, and what becomes of their failures.</summary>
internal static class ObsCommand
{
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand("Observability for .NET on AWS, on your own machine.")
        {
            AssertCommand.Create(terminal),
            DashboardCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            HistogramCommand.Create(terminal),
            LocalCommand.Create(terminal),
            MapCommand.Create(terminal),
            QueryCommand.Create(terminal),
            ReportCommand.Create(terminal),
            RunCommand.Create(terminal),
        };
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            return await root.Parse(arguments).InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failure;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or InvalidDataException or InsightsLimitException)
        {
            await terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCode.Failure;
        }
        finally
        {
            await terminal.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
