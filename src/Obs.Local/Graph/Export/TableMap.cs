using System.Text;

namespace Obs.Local.Graph.Export;

/// <summary>A service graph as a table: a caller, and under it whom it calls.</summary>
internal static class TableMap
{
    private const int FirstNumber = 1;

    private static readonly string[] Head = ["", "calls", "rate", "faults", "errors", "p50", "p95", "p99"];

    public static string Render(OrderedMap map, double seconds)
    {
        if (map.Nodes.Count == 0)
        {
            return "No traces in this time.\n";
        }

        List<string[]> rows = [Head];
        foreach (IGrouping<GraphNode, GraphEdge> caller in map.Edges.GroupBy(static edge => edge.Source))
        {
            rows.Add([MapNames.Of(caller.Key)]);
            rows.AddRange(caller.Select(edge => Row(edge, seconds)));
        }

        rows.AddRange(map.Nodes.Where(
            node => !map.Edges.Any(edge => edge.Source == node || edge.Target == node)).Select(static node => new[] { MapNames.Of(node) }));
        return Align(rows);
    }

    private static string[] Row(GraphEdge edge, double seconds)
    {
        var figures = new EdgeFigures(edge.Statistics, seconds);
        string target = edge.Target.Kind == NodeKind.Service ? "" : $" ({edge.Target.Kind.ToString().ToLowerInvariant()})";
        return
        [
            $"  {(edge.IsLink ? "..>" : "->")} {MapNames.Of(edge.Target)}{target}", figures.Calls, figures.Rate, figures.Faults,
            figures.Errors,
            figures.Percentile(50), figures.Percentile(95), figures.Percentile(99),
        ];
    }

    private static string Align(List<string[]> rows)
    {
        int[] widths =
            [.. Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            string line = string.Join(
                "  ", row.Select((cell, column) => column < FirstNumber ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
