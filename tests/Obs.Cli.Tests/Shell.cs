using System.Text;

namespace Obs.Cli.Tests;

/// <summary>Runs the tool as a shell would, without a process.</summary>
internal static class Shell
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(string input, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(() => new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error);

        int code = await ObsCommand.RunAsync(arguments, terminal);

        return (code, output.ToString(), error.ToString());
    }
}
