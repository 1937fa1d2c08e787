using Microsoft.Extensions.Logging;
using Obs.Logging;

namespace Obs.Benchmarks;

/// <summary>What the message method of <see cref="LogEntryBenchmarks"/> says, as an entry of its own.</summary>
internal readonly struct RespondedEntry(string method, string route, int statusCode, double elapsedMs) : ILogEntry
{
    public static LogLevel Level => LogLevel.Information;

    public static string Template => "HTTP {Method} {Route} responded {StatusCode} in {ElapsedMs} ms";

    public static EventId EventId => new(1, "Responded");

    public void WriteProperties(LogProperties properties)
    {
        properties.Add("Method", method);
        properties.Add("Route", route);
        properties.Add("StatusCode", statusCode);
        properties.Add("ElapsedMs", elapsedMs);
    }
}
