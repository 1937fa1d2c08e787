namespace Obs.Insights.Scanning;

/// <summary>The names of the members of the last event, in their order. The lines of one logger look alike, so the next event mostly has
/// the same, and comparing with what is expected is several times cheaper than finding where a name ends and whether it is
/// wanted.</summary>
/// <remarks>Belongs to one thread.</remarks>
internal sealed class MemberShape
{
    private const int MostMembers = 64;
    private const int LongestName = 64;

    private readonly byte[]?[] _names = new byte[]?[MostMembers];
    private readonly MemberNode?[] _nodes = new MemberNode?[MostMembers];

    /// <summary>Whether the text goes on with the member expected here: its name in quotes and a colon.</summary>
    public bool TryMatch(int member, ReadOnlySpan<byte> text, out int length, out MemberNode? node)
    {
        if ((uint)member < MostMembers && _names[member] is { } name && text.StartsWith(name))
        {
            length = name.Length;
            node = _nodes[member];
            return true;
        }

        length = 0;
        node = null;
        return false;
    }

    /// <summary>Remembers what stood here, from the quote in front of the name to the colon, for the next event.</summary>
    public void Learn(int member, ReadOnlySpan<byte> name, MemberNode? node)
    {
        if ((uint)member < MostMembers && name.Length <= LongestName)
        {
            _names[member] = name.ToArray();
            _nodes[member] = node;
        }
    }
}
