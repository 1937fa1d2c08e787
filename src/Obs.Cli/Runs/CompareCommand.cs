using System.CommandLine;
using Obs.Local;

namespace Obs.Cli.Runs;

/// <summary><c>obs run compare</c>: sets two exported runs side by side.</summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal)
    {
        var first = new Argument<string>("BASE") { Description = "The file of the run to compare with." };
        var second = new Argument<string>("OTHER") { Description = "The file of the other run." };
        var format = new Option<RunComparisonFormat>("--format")
        {
            Description = "How to write it down.",
            DefaultValueFactory = static _ => RunComparisonFormat.Text,
        };
        var command = new Command("compare", "Sets two exported runs side by side: rate, faults and latency of every operation.")
        {
            first,
            second,
            format,
        };
        command.SetAction(async (arguments, _) =>
        {
            try
            {
                string text = StoredRuns.Compare(arguments.GetValue(first)!, arguments.GetValue(second)!, arguments.GetValue(format));
                await terminal.Output.WriteAsync(text).ConfigureAwait(false);
                return ExitCode.Success;
            }
            catch (InvalidOperationException exception)
            {
                await terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return ExitCode.Failure;
            }
        });
        return command;
    }
}
