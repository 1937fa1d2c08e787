using System.CommandLine;
using Obs.Cli.Backends;

namespace Obs.Cli.Runs;

/// <summary><c>obs run</c>: names spans of time of a running backend, writes them into files, takes them in again and compares
/// two.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal) => new("run", "Names, exports, imports and compares spans of time of a local backend.")
    {
        NameCommand.Create(terminal),
        ListCommand.Create(terminal),
        RemoveCommand.Create(terminal),
        ExportCommand.Create(terminal),
        ImportCommand.Create(terminal),
        CompareCommand.Create(terminal),
    };

    public static Argument<string> NameArgument() => new("NAME") { Description = "The run: letters, digits and ._-, 100 at most." };

    /// <summary>Has a command ask a backend, and says what it refuses.</summary>
    public static async Task<int> AskAsync(Terminal terminal, Uri endpoint, Func<BackendClient, Task> action)
    {
        using var client = new BackendClient(endpoint);
        try
        {
            await action(client).ConfigureAwait(false);
            return ExitCode.Success;
        }
        catch (HttpRequestException exception)
        {
            await terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCode.Failure;
        }
    }
}
