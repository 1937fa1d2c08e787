using System.CommandLine;
using System.Globalization;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary><c>obs query lint</c>: what a query probably does not mean.</summary>
internal static class QueryLintCommand
{
    private const int SampledEvents = 10_000;

    public static Command Create(Terminal terminal)
    {
        var text = new QueryTextOptions();
        var input = new LogInputOptions();
        var command = new Command("lint",
            "Checks a query for fields no line carries, missing limits, costly patterns and outdated forms. "
            + "With --file or --events, against their fields.");
        text.AddTo(command);
        input.AddTo(command);
        command.SetAction((arguments, cancellationToken) => QueryErrors.ReportAsync(terminal, text, arguments, async query =>
        {
            InsightsQuery parsed = InsightsQuery.Parse(query);
            LogSchema? schema = null;
            if (input.IsGiven(arguments))
            {
                LogSource log = input.Open(arguments, terminal);
                schema = await LogSchema.SampleAsync(log, SampledEvents, cancellationToken).ConfigureAwait(false);
                schema.AddServiceFields();
            }

            IReadOnlyList<LintFinding> findings = InsightsLint.Check(parsed, schema);
            foreach (LintFinding finding in findings)
            {
                await terminal.Output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{finding.Start}-{finding.End} {finding.Rule}: {finding.Message}")).ConfigureAwait(false);
            }

            return findings.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        }));
        return command;
    }
}
