using System.Text;
using Microsoft.Data.Sqlite;

namespace Obs.Local.Graph;

/// <summary>Finds the service of a call whose subsegment was sent apart from its segment, by going up from parent to parent.</summary>
internal sealed class CallOwners(SqliteConnection connection)
{
    private const int MaxSteps = 64;
    private const int MaxLookups = 2_000; // Large traces are streamed; a view must not wait for all of them.

    private readonly Dictionary<(string, string), string?> _known = [];

    public string? Find(CallRow call)
    {
        (string, string) key = (call.TraceId, call.DocumentId);
        if (!_known.TryGetValue(key, out string? owner) && _known.Count < MaxLookups)
        {
            _known.Add(key, owner = Climb(call.TraceId, call.DocumentId));
        }

        return owner;
    }

    private string? Climb(string traceId, string id)
    {
        for (int step = 0; step < MaxSteps; step++)
        {
            // The parent may be a document of its own, or a subsegment written inside one.
            (bool IsSubsegment, string Name, string? Parent)? found = ById(traceId, id) ?? ByContent(traceId, id);
            if (found is not { IsSubsegment: true, Parent: { } parent })
            {
                return found is { IsSubsegment: false } segment ? segment.Name : null;
            }

            id = parent;
        }

        return null;
    }

    private (bool, string, string?)? ById(string traceId, string id) =>
        Row("SELECT subsegment, name, parent_id FROM segments WHERE trace_id = $trace AND id = $id", traceId, id);

    private (bool, string, string?)? ByContent(string traceId, string id) => Row(
        "SELECT subsegment, name, parent_id FROM segments WHERE trace_id = $trace AND instr(document, $id) > 0 LIMIT 1",
        traceId,
        Encoding.UTF8.GetBytes($"\"id\":\"{id}\""));

    private (bool IsSubsegment, string Name, string? Parent)? Row(string sql, string traceId, object id)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$trace", traceId);
        command.Parameters.AddWithValue("$id", id);
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0) == 1, reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)) : null;
    }
}
