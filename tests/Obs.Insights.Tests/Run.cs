using System.Text;

namespace Obs.Insights.Tests;

/// <summary>Runs a query and gives its rows as text, <c>a=1 b=2</c>, for tests to compare.</summary>
internal static class Run
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<LogEvent> Events(IEnumerable<string> messages) =>
        messages.Select(static (message, i) => new LogEvent(Start.AddMilliseconds(i), message));

    public static Task<List<string>> Query(string query, params string[] messages) => Query(query, LogSource.FromEvents(Events(messages)));

    public static Task<List<string>> Query(string query, LogSource source) => Query(query, source, new InsightsOptions());

    public static async Task<List<string>> Query(string query, LogSource source, InsightsOptions options)
    {
        InsightsResult result = await InsightsEngine.RunAsync(InsightsQuery.Parse(query), source, options);
        return [.. result.Rows.Select(static row => string.Join(' ', row.Fields.Select(static f => $"{f.Field}={f.Value}")))];
    }

    public static LogSource Lines(params string[] lines) =>
        LogSource.FromLines(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
