using System.Text;
using Microsoft.Data.Sqlite;
using Obs.Local.Store;

namespace Obs.Local.Graph;

/// <summary>Finds the service that did a piece of work, by going up from parent to parent where it was sent apart from its
/// segment.</summary>
internal sealed class WorkOwners(SqliteConnection connection)
{
    private const int MaxSteps = 64;
    private const int MaxLookups = 2_000; // Large traces are streamed; a view must not wait for all of them.

    private readonly Dictionary<(string, string), WorkOwner?> _known = [];

    /// <param name="traceId">The trace.</param>
    /// <param name="id">A document, or a subsegment inside of one.</param>
    public WorkOwner? Find(string traceId, string id)
    {
        (string, string) key = (traceId, id);
        if (!_known.TryGetValue(key, out WorkOwner? owner) && _known.Count < MaxLookups)
        {
            _known.Add(key, owner = Climb(traceId, id));
        }

        return owner;
    }

    private WorkOwner? Climb(string traceId, string id)
    {
        for (int step = 0; step < MaxSteps; step++)
        {
            // The parent may be a document of its own, or a subsegment written inside one.
            (WorkOwner Owner, bool IsSubsegment, string? Parent)? found = ById(traceId, id) ?? ByContent(traceId, id);
            if (found is not { IsSubsegment: true, Parent: { } parent })
            {
                return found is { IsSubsegment: false } segment ? segment.Owner : null;
            }

            id = parent;
        }

        return null;
    }

    private (WorkOwner, bool, string?)? ById(string traceId, string id) =>
        Row("SELECT name, start, subsegment, parent_id FROM segments WHERE trace_id = $trace AND id = $id", traceId, id);

    private (WorkOwner, bool, string?)? ByContent(string traceId, string id) => Row(
        "SELECT name, start, subsegment, parent_id FROM segments WHERE trace_id = $trace AND instr(document, $id) > 0 LIMIT 1",
        traceId,
        Encoding.UTF8.GetBytes($"\"id\":\"{id}\""));

    private (WorkOwner Owner, bool IsSubsegment, string? Parent)? Row(string sql, string traceId, object id)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$trace", traceId);
        command.Parameters.AddWithValue("$id", id);
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read()
            ? (new WorkOwner(reader.GetString(0), reader.GetDouble(1)), reader.GetInt64(2) == 1, SqlQuery.Text(reader, 3))
            : null;
    }
}
