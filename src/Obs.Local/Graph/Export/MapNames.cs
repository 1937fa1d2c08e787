using System.Globalization;
using System.Text;

namespace Obs.Local.Graph.Export;

/// <summary>Names for text that other programs read. A name is whatever a sender said.</summary>
internal static class MapNames
{
    private const int MaxLength = 80;

    public static string Of(GraphNode node) => Visible(node.Kind == NodeKind.Client ? $"clients of {node.Name}" : node.Name);

    // What cannot be seen may be a line break, a terminal's escape, or turn the direction of what follows.
    private static string Visible(string name)
    {
        var text = new StringBuilder();
        foreach (Rune rune in name.EnumerateRunes())
        {
            bool isVisible = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            text.Append(isVisible ? rune.ToString() : "\uFFFD");
            if (text.Length >= MaxLength)
            {
                return text.Append('…').ToString();
            }
        }

        return text.ToString();
    }
}
