using System.Data.Common;
using System.Runtime.CompilerServices;
using Obs.Insights;

namespace LogQueries;

/// <summary>Events in a database: time in milliseconds, message, stream.</summary>
internal static class StoredEvents
{
    public static async IAsyncEnumerable<LogEvent> ReadAsync(
        DbDataReader reader, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new LogEvent(DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0)), reader.GetString(1));
        }
    }

    public static Task<InsightsResult> CountAsync(DbDataReader reader)
    {
        InsightsQuery query = InsightsQuery.Parse("stats count(*) by level");
        return InsightsEngine.RunAsync(query, LogSource.FromEvents(ReadAsync(reader)));
    }
}
