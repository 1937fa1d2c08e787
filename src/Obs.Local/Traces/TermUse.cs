using Microsoft.Data.Sqlite;
using Obs.Local.Store;

namespace Obs.Local.Traces;

/// <summary>Says whether few or many traces have a term; without a connection, that all are rare.</summary>
internal sealed class TermUse(SqliteConnection? connection)
{
    /// <summary>What a subquery begins with that looks into every bucket of <c>terms</c>.</summary>
    public const string Buckets = """
        WITH RECURSIVE buckets(bucket) AS (
          SELECT min(bucket) FROM terms
          UNION ALL SELECT bucket + 1 FROM buckets WHERE bucket < (SELECT max(bucket) FROM terms))
        """;

    private const int Few = 2_000;

    private static readonly string CountToFew = $"""
        {Buckets}
        SELECT count(*) FROM (SELECT 1 FROM buckets JOIN terms f ON f.bucket = buckets.bucket AND f.term IN (?, ?) LIMIT {Few})
        """;

    public bool IsRare(long term)
    {
        if (connection is null)
        {
            return true;
        }

        using var count = new SqlStatement(connection, CountToFew);
        return count.Bind(term).Bind(TraceTerms.Any).Scalar() < Few;
    }
}
