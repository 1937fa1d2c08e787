using Microsoft.Data.Sqlite;
using Obs.Local.Filters;
using Obs.Local.Store;

namespace Obs.Local.Traces;

/// <summary>Finds traces by filter expression: the indexed columns choose candidates, their documents decide.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class TraceSearch(Database database, FilterEvaluator evaluator)
{
    private const int Batch = 200; // Between two batches a store in memory lets its writer in.
    private const int MaxDocuments = 20_000; // Of one trace.

    /// <summary>Looks at candidates in order, from one on, until enough are taken or looked at. What is found is not completed
    /// yet.</summary>
    /// <param name="filter">What is asked, an expression included.</param>
    /// <param name="slowestFirst">By duration rather than by time.</param>
    /// <param name="offset">Candidates to pass over.</param>
    /// <param name="maxFound">Traces taken at most.</param>
    /// <param name="maxScanned">Candidates looked at, at most.</param>
    public TraceScan Scan(TraceFilter filter, bool slowestFirst, int offset, int maxFound, int maxScanned)
    {
        List<TraceSummary> found = [];
        int scanned = 0;
        while (scanned < maxScanned)
        {
            (int read, int taken) = ScanBatch(
                filter, slowestFirst, offset + scanned, Math.Min(Batch, maxScanned - scanned), maxFound, found);
            scanned += taken;
            if (taken < read || read < Batch || found.Count == maxFound)
            {
                return new TraceScan(found, scanned, read < Batch && taken == read);
            }
        }

        return new TraceScan(found, scanned, IsComplete: false);
    }

    private (int Read, int Taken) ScanBatch(
        TraceFilter filter, bool slowestFirst, int offset, int limit, int maxFound, List<TraceSummary> found) =>
        database.Read(connection =>
        {
            var page = new SqlQuery(TraceQueries.Columns);
            bool exact = filter.Restrict(page);
            List<TraceSummary> candidates = page.Read(
                connection, $"ORDER BY {TraceQueries.Order(slowestFirst)} LIMIT {limit} OFFSET {offset}", TraceQueries.Summary);
            int taken = 0;
            foreach (TraceSummary trace in candidates.TakeWhile(_ => found.Count < maxFound))
            {
                taken++;
                if (exact || Matches(connection, filter.Expression!, trace.Id))
                {
                    found.Add(trace);
                }
            }

            return (candidates.Count, taken);
        });

    private bool Matches(SqliteConnection connection, FilterExpression expression, string traceId)
    {
        var sql = new SqlQuery("SELECT document FROM segments");
        sql.Where("trace_id = {0}", traceId);
        List<byte[]> documents = sql.Read(connection, $"ORDER BY start LIMIT {MaxDocuments}", static row => row.GetFieldValue<byte[]>(0));
        using var tree = new TraceTree(documents);
        return tree.Rows.Count > 0 && evaluator.Matches(expression, new FilterTrace(tree));
    }
}
