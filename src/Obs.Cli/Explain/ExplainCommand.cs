using System.CommandLine;
using Obs.Local;

namespace Obs.Cli.Explain;

/// <summary><c>obs explain</c>: why the slow traces are slow, from a running backend or from the file of one.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new ExplainOptions();
        var command = new Command(
            "explain", "Says why the slow traces are slow: where the time goes, what they have in common, what only they log.");
        foreach (Option option in options.All)
        {
            command.Add(option);
        }

        command.SetAction((arguments, cancellationToken) => RunAsync(
            options.Question(arguments, terminal.Time.GetUtcNow()), options.Address(arguments), options.Store(arguments), terminal,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ExplainQuestion question, Uri address, string? store, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            string answer = store is null
                ? await question.AskAsync(address, cancellationToken).ConfigureAwait(false)
                : StoredExplanation.Render(store, question.Format, question.Request);
            await terminal.Output.WriteAsync(answer.EndsWith('\n') ? answer : answer + "\n").ConfigureAwait(false);
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or ArgumentException)
        {
            await terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCode.Failure;
        }
    }
}
