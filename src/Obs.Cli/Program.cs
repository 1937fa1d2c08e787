namespace Obs.Cli;

internal static class Program
{
    public static Task<int> Main(string[] args) => ObsCommand.RunAsync(args, Terminal.OfProcess());
}
