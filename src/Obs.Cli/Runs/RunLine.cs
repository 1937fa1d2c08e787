using System.Globalization;
using System.Text.Json;

namespace Obs.Cli.Runs;

/// <summary>A run on one line: its name, where it begins and where it ends.</summary>
internal static class RunLine
{
    public static Task WriteAsync(Terminal terminal, JsonElement run) => terminal.Output.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"{run.GetProperty("name").GetString()}  {Time(run, "from"):O}  {Time(run, "to"):O}"));

    private static DateTimeOffset Time(JsonElement run, string member) =>
        DateTimeOffset.FromUnixTimeMilliseconds(run.GetProperty(member).GetInt64());
}
