using Obs.Local.Graph;
using Obs.Local.Store;

namespace Obs.Local.Traces;

/// <summary>A node of the service graph, named by its id.</summary>
internal sealed record NodeReference(NodeKind Kind, string Name)
{
    public static NodeReference? Parse(string id)
    {
        string[] parts = id.Split(':');
        return parts.Length is 2 or 3 && Enum.TryParse(parts[0], ignoreCase: true, out NodeKind kind) && Enum.IsDefined(kind)
            ? new NodeReference(kind, Uri.UnescapeDataString(parts[1])) : null;
    }

    public void RestrictToNode(SqlQuery sql) => sql.Where(
        Kind switch
        {
            NodeKind.Service => "EXISTS (SELECT 1 FROM segments s WHERE s.trace_id = t.trace_id AND s.name = {0} AND s.subsegment = 0)",
            NodeKind.Client => Rooted,
            _ => "EXISTS (SELECT 1 FROM calls c WHERE c.trace_id = t.trace_id AND c.name = {0})",
        },
        Name);

    public void RestrictToEdge(SqlQuery sql, NodeReference target)
    {
        if (Kind == NodeKind.Client)
        {
            sql.Where(Rooted, target.Name);
        }
        else if (target.Kind == NodeKind.Service)
        {
            sql.Where("""
                EXISTS (SELECT 1 FROM segments s JOIN calls c ON c.trace_id = s.trace_id AND c.id = s.parent_id
                  WHERE s.trace_id = t.trace_id AND s.name = {0} AND ifnull(c.caller, {1}) = {1})
                """, target.Name, Name);
        }
        else
        {
            sql.Where(
                "EXISTS (SELECT 1 FROM calls c WHERE c.trace_id = t.trace_id AND c.name = {0} AND ifnull(c.caller, {1}) = {1})",
                target.Name,
                Name);
        }
    }

    private const string Rooted =
        "EXISTS (SELECT 1 FROM segments s WHERE s.trace_id = t.trace_id AND s.name = {0} AND s.subsegment = 0 AND s.parent_id IS NULL)";
}
