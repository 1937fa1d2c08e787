using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Insights.Tests;

/// <summary>One recorded case: a log, a query, and the rows or the error it gives.</summary>
public sealed class ConformanceCase
{
    private ConformanceCase(string file, JsonElement element)
    {
        Name = $"{file}/{element.GetProperty("name").GetString()}";
        Query = element.GetProperty("query").GetString()!;
        Log = [.. element.GetProperty("log").EnumerateArray().Select(ReadEvent)];
        ExpectsError = element.TryGetProperty("expectError", out _);
        IsOrdered = element.TryGetProperty("ordered", out JsonElement ordered) && ordered.GetBoolean();
        Expected = ExpectsError ? [] : [.. element.GetProperty("expect").EnumerateArray().Select(ReadRow)];
    }

    public string Name { get; }

    public string Query { get; }

    public IReadOnlyList<LogEvent> Log { get; }

    public bool ExpectsError { get; }

    public bool IsOrdered { get; }

    public IReadOnlyList<Dictionary<string, string>> Expected { get; }

    public static IReadOnlyList<ConformanceCase> ReadAll()
    {
        var cases = new List<ConformanceCase>();
        foreach (string file in Directory.GetFiles(Repository.PathOf("tests", "golden", "insights", "cases"), "*.json").Order())
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            cases.AddRange(
                document.RootElement.EnumerateArray().Select(e => new ConformanceCase(Path.GetFileNameWithoutExtension(file), e)));
        }

        return cases;
    }

    private static LogEvent ReadEvent(JsonElement element) =>
        new(
            DateTimeOffset.FromUnixTimeMilliseconds(element.GetProperty("timestamp").GetInt64()),
            element.GetProperty("message").GetString()!)
        {
            LogStream = element.TryGetProperty("logStream", out JsonElement stream) ? stream.GetString() : null,
            Log = element.TryGetProperty("log", out JsonElement log) ? log.GetString() : null,
            IngestionTime = element.TryGetProperty("ingestionTime", out JsonElement time)
                ? DateTimeOffset.FromUnixTimeMilliseconds(time.GetInt64())
                : null,
        };

    private static Dictionary<string, string> ReadRow(JsonElement row) =>
        row.EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetString()!);
}
