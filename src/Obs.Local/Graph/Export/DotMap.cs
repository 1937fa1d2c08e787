using System.Globalization;
using System.Text;

namespace Obs.Local.Graph.Export;

/// <summary>A service graph in the language of Graphviz. See <see href="https://graphviz.org/doc/info/lang.html"/>.</summary>
internal static class DotMap
{
    public static string Render(OrderedMap map, double seconds)
    {
        var text = new StringBuilder(
            "digraph services {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n");
        foreach (GraphNode node in map.Nodes)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  n{map.Number(node)} [label=\"{Escape(MapNames.Of(node))}\", shape={Shape(node.Kind)}];\n");
        }

        foreach (GraphEdge edge in map.Edges)
        {
            var figures = new EdgeFigures(edge.Statistics, seconds);
            string look = (edge.IsLink ? ", style=dashed" : "") + (figures.IsFaulty ? ", color=\"#c0392b\", penwidth=3" : "");
            text.Append(
                CultureInfo.InvariantCulture,
                $"  n{map.Number(edge.Source)} -> n{map.Number(edge.Target)} [label=\"{string.Join("\\n", figures.Parts())}\"{look}];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Shape(NodeKind kind) => kind switch
    {
        NodeKind.Client => "ellipse",
        NodeKind.Service => "box",
        NodeKind.Database => "cylinder",
        NodeKind.Aws => "hexagon",
        _ => "cds",
    };

    // In a quoted string a backslash begins an escape, and an ampersand an HTML entity.
    private static string Escape(string name) => name
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("&", "&amp;", StringComparison.Ordinal);
}
