using System.Text;
using Obs.Insights.Binding;

namespace Obs.Insights.Scanning;

/// <summary>The member names a query asks for, as the tree a scan walks while it reads an event.</summary>
/// <remarks>A dot in a field's name may part two members or stand in the name of one; the tree has a way for each reading.</remarks>
internal sealed class MemberTree
{
    public MemberTree(IEnumerable<EventField> fields)
    {
        foreach (EventField field in fields)
        {
            // The service shows the member @x as @@x; a name with one @ is never a member.
            bool isMember = !field.Name.StartsWith('@') || field.Name.StartsWith("@@", StringComparison.Ordinal);
            if (isMember)
            {
                string path = field.Name.StartsWith('@') ? field.Name[1..] : field.Name;
                Add(Root, path.Split('.'), 0, field.Slot);
                IsEmpty = false;
            }
        }
    }

    public MemberNode Root { get; } = new();

    public bool IsEmpty { get; } = true;

    private static void Add(MemberNode node, string[] segments, int start, int slot)
    {
        if (start == segments.Length)
        {
            node.Slot = slot;
            return;
        }

        for (int end = start + 1; end <= segments.Length; end++)
        {
            byte[] name = Encoding.UTF8.GetBytes(string.Join('.', segments[start..end]));
            Add(node.GetOrAddChild(name), segments, end, slot);
        }
    }
}
