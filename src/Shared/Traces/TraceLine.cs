using System.Globalization;
using System.Text.Json;

namespace Obs.Traces;

/// <summary>One trace of the page's API as a line for people: its id, its request, what became of it, how long it took and who took
/// part.</summary>
internal static class TraceLine
{
    private const int Longest = 200;

    private static readonly string[] Outcomes = ["fault", "throttle", "error"];

    public static string Of(JsonElement trace)
    {
        string?[] parts =
        [
            trace.GetProperty("id").GetString(),
            Text(trace, "method"),
            Text(trace, "route") ?? Text(trace, "url"),
            trace.GetProperty("status") is { ValueKind: JsonValueKind.Number } status ? status.GetRawText() : null,
            Outcomes.FirstOrDefault(outcome => trace.GetProperty(outcome).GetBoolean()) ?? "ok",
            string.Create(CultureInfo.InvariantCulture, $"{trace.GetProperty("duration").GetDouble():0.###} ms"),
            string.Join(", ", trace.GetProperty("services").EnumerateArray().Select(static service => service.GetString())),
        ];
        string line = string.Join("  ", parts.Where(static part => !string.IsNullOrEmpty(part)));

        // What a service sends must not drive the terminal it is shown on.
        return string.Concat(line.Take(Longest).Select(static character => char.IsControl(character) ? '·' : character));
    }

    private static string? Text(JsonElement trace, string name) => trace.GetProperty(name).GetString();
}
