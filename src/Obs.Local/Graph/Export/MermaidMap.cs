using System.Globalization;
using System.Text;

namespace Obs.Local.Graph.Export;

/// <summary>A service graph as a Mermaid flowchart. See <see href="https://mermaid.js.org/syntax/flowchart.html"/>.</summary>
internal static class MermaidMap
{
    private const string Harmless = " _-./:@,+=";

    public static string Render(OrderedMap map, double seconds)
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (GraphNode node in map.Nodes)
        {
            (string open, string close) = Shape(node.Kind);
            text.Append(CultureInfo.InvariantCulture, $"  n{map.Number(node)}{open}\"{Escape(MapNames.Of(node))}\"{close}\n");
        }

        for (int i = 0; i < map.Edges.Count; i++)
        {
            GraphEdge edge = map.Edges[i];
            var figures = new EdgeFigures(edge.Statistics, seconds);
            string line = edge.IsLink ? "-.->" : "-->";
            text.Append(
                CultureInfo.InvariantCulture,
                $"  n{map.Number(edge.Source)} {line}|\"{string.Join("<br/>", figures.Parts())}\"| n{map.Number(edge.Target)}\n");
            text.Append(figures.IsFaulty ? $"  linkStyle {i} stroke:#c0392b,stroke-width:3px\n" : "");
        }

        return text.ToString();
    }

    private static (string Open, string Close) Shape(NodeKind kind) => kind switch
    {
        NodeKind.Client => ("([", "])"),
        NodeKind.Service => ("[", "]"),
        NodeKind.Database => ("[(", ")]"),
        NodeKind.Aws => ("{{", "}}"),
        _ => (">", "]"),
    };

    // By its number whatever could mean something: quotes, brackets, tags, backquotes (Markdown), %%{ (a directive), # (a number itself).
    private static string Escape(string name)
    {
        var text = new StringBuilder();
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (rune.IsAscii && Harmless.Contains((char)rune.Value)))
            {
                text.Append(rune.ToString());
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return text.ToString();
    }
}
