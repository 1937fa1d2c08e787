using System.CommandLine;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary><c>obs query</c>: a Logs Insights query over log files.</summary>
internal static class QueryCommand
{
    public static Command Create(Terminal terminal)
    {
        var text = new QueryTextOptions();
        var input = new LogInputOptions();
        var start = new Option<DateTimeOffset?>("--start") { Description = TimeHelp("First"), CustomParser = TimeArgument.Parse };
        var end = new Option<DateTimeOffset?>("--end") { Description = TimeHelp("Last"), CustomParser = TimeArgument.Parse };
        var format = new Option<ResultFormat>("--format")
        {
            Description = "How to print the rows.",
            DefaultValueFactory = static _ => ResultFormat.Table,
        };
        var command = new Command("query", "Runs a CloudWatch Logs Insights query over log files, recorded events or standard input.")
        {
            start, end, format, QueryLintCommand.Create(terminal), QueryRecipesCommand.Create(terminal),
        };
        text.AddTo(command);
        input.AddTo(command);
        command.SetAction((arguments, cancellationToken) => QueryErrors.ReportAsync(terminal, text, arguments, async query =>
        {
            InsightsQuery parsed = InsightsQuery.Parse(query);
            var options = new InsightsOptions { Start = arguments.GetValue(start), End = arguments.GetValue(end), Time = terminal.Time };
            LogSource source = input.Open(arguments, terminal);
            InsightsResult result = await RunAsync(parsed, source, options, terminal, cancellationToken).ConfigureAwait(false);
            ResultWriter.Write(arguments.GetValue(format), parsed, result, terminal);
            return ExitCode.Success;
        }));
        return command;
    }

    private static async Task<InsightsResult> RunAsync(
        InsightsQuery query, LogSource source, InsightsOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        if (!terminal.IsWatched)
        {
            return await InsightsEngine.RunAsync(query, source, options, cancellationToken).ConfigureAwait(false);
        }

        var progress = new ProgressLine(terminal);
        options.Progress = progress;
        try
        {
            return await InsightsEngine.RunAsync(query, source, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            progress.Clear();
        }
    }

    private static string TimeHelp(string edge) => $"{edge} moment whose events count: ISO 8601, or seconds or milliseconds since 1970.";
}
