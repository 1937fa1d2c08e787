using Microsoft.Data.Sqlite;
using Obs.Local.Filters;
using Obs.Local.Store;

namespace Obs.Local.Traces;

/// <summary>Finds traces by filter expression: what is kept beside the documents chooses candidates, the documents decide.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class TraceSearch(Database database, FilterEvaluator evaluator)
{
    private const int FirstPiece = 200; // Few are looked at where most are taken; where they are not, the rest is read at once.
    private const int LargestFirstPiece = 1_000;
    private const int Batch = 100; // Between two batches a store in memory lets its writer in.
    private const int MaxDocuments = 20_000; // Of one trace.

    /// <summary>Looks at candidates in order, from one on, until enough are taken or looked at. What is found is not completed
    /// yet.</summary>
    /// <param name="filter">What is asked, an expression included.</param>
    /// <param name="slowestFirst">By duration rather than by time.</param>
    /// <param name="offset">Candidates to pass over.</param>
    /// <param name="maxFound">Traces taken at most.</param>
    /// <param name="maxScanned">Candidates looked at, at most.</param>
    public TraceScan Scan(TraceFilter filter, bool slowestFirst, int offset, int maxFound, int maxScanned) =>
        Scan(connection => new TracePage(connection, filter, slowestFirst, TracePage.All), filter, offset, maxFound, maxScanned);

    /// <summary>The same for a view, which ends as well where candidates take too long to be found.</summary>
    public TraceScan ScanForView(TraceFilter filter, bool slowestFirst, int maxFound, int maxScanned) =>
        Scan(
            connection => new TracePage(connection, filter, slowestFirst, TraceQueries.MostLookedAt(slowestFirst)),
            filter, offset: 0, maxFound, maxScanned);

    private TraceScan Scan(
        Func<SqliteConnection, TracePage> pageOf, TraceFilter filter, int offset, int maxFound, int maxScanned)
    {
        List<TraceSummary> found = [];
        int scanned = 0;
        int piece = Math.Max(FirstPiece, Math.Min(maxFound, LargestFirstPiece));
        while (scanned < maxScanned)
        {
            int limit = Math.Min(piece, maxScanned - scanned);
            List<TraceSummary> candidates = database.Read(connection => pageOf(connection).Read(limit, offset + scanned));
            int taken = Take(candidates, filter, maxFound, found);
            scanned += taken;
            if (taken < candidates.Count || candidates.Count < limit || found.Count == maxFound)
            {
                bool wasLast = taken == candidates.Count && candidates.Count < limit;
                return new TraceScan(found, scanned, wasLast && !database.Read(connection => pageOf(connection).IsCut));
            }

            piece = int.MaxValue;
        }

        return new TraceScan(found, scanned, IsComplete: false);
    }

    /// <summary>Adds the candidates that meet the filter until there are enough, and says how many were looked at.</summary>
    private int Take(List<TraceSummary> candidates, TraceFilter filter, int maxFound, List<TraceSummary> found)
    {
        bool exact = filter.IsExact;
        int taken = 0;
        while (taken < candidates.Count && found.Count < maxFound)
        {
            taken += database.Read(connection =>
            {
                int looked = 0;
                foreach (TraceSummary trace in candidates.Skip(taken).Take(Batch).TakeWhile(_ => found.Count < maxFound))
                {
                    looked++;
                    if (exact || Matches(connection, filter.Expression!, trace.Id))
                    {
                        found.Add(trace);
                    }
                }

                return looked;
            });
        }

        return taken;
    }

    private bool Matches(SqliteConnection connection, FilterExpression expression, string traceId)
    {
        var sql = new SqlQuery("SELECT document FROM segments");
        sql.Where("trace_id = {0}", traceId);
        List<byte[]> documents = sql.Read(connection, $"ORDER BY start LIMIT {MaxDocuments}", static row => row.GetFieldValue<byte[]>(0));
        using var tree = new TraceTree(documents);
        return tree.Rows.Count > 0 && evaluator.Matches(expression, new FilterTrace(tree));
    }
}
