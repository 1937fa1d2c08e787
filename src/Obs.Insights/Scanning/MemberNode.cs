using System.Globalization;
using System.Text;

namespace Obs.Insights.Scanning;

/// <summary>A place in an event's JSON that a query wants, or that lies on the way to one.</summary>
internal sealed class MemberNode
{
    private byte[][] _names = [];
    private MemberNode[] _children = [];
    private int[] _indexes = [];

    /// <summary>Where the value goes, or -1.</summary>
    public int Slot { get; set; } = -1;

    public IReadOnlyList<MemberNode> Children => _children;

    public bool HasChildren => _children.Length > 0;

    public MemberNode GetOrAddChild(byte[] name)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        var child = new MemberNode();
        bool isIndex = int.TryParse(Encoding.UTF8.GetString(name), NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        _names = [.. _names, name];
        _children = [.. _children, child];
        _indexes = [.. _indexes, isIndex ? index : -1];
        return child;
    }

    public MemberNode? Find(ReadOnlySpan<byte> name)
    {
        byte[][] names = _names;
        for (int i = 0; i < names.Length; i++)
        {
            if (name.SequenceEqual(names[i]))
            {
                return _children[i];
            }
        }

        return null;
    }

    public MemberNode? Find(int index)
    {
        int i = Array.IndexOf(_indexes, index);
        return i < 0 ? null : _children[i];
    }
}
