namespace Obs.Local.Graph;

/// <summary>A service graph as bytes, for the store. What another version wrote, or what is damaged, is not read but drawn again.</summary>
internal static class GraphBytes
{
    private const byte Version = 2;

    public static byte[] Write(ServiceGraph graph)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        List<GraphNode> nodes = [.. graph.Nodes];
        Dictionary<string, int> places = nodes.Select(static (node, place) => (node.Id, place))
            .ToDictionary(static item => item.Id, static item => item.place, StringComparer.Ordinal);
        writer.Write7BitEncodedInt(nodes.Count);
        foreach (GraphNode node in nodes)
        {
            writer.Write((byte)node.Kind);
            writer.Write(node.Name);
            writer.Write(node.Type is not null);
            writer.Write(node.Type ?? "");
            writer.Write(node.IsRoot);
            Write(writer, node.FirstStart, node.LastEnd, node.Statistics);
        }

        writer.Write7BitEncodedInt(graph.Answering.Count);
        foreach (string name in graph.Answering)
        {
            writer.Write(name);
        }

        List<GraphEdge> edges = [.. graph.Edges];
        writer.Write7BitEncodedInt(edges.Count);
        foreach (GraphEdge edge in edges)
        {
            writer.Write7BitEncodedInt(places[edge.Source.Id]);
            writer.Write7BitEncodedInt(places[edge.Target.Id]);
            writer.Write(edge.IsLink);
            Write(writer, edge.FirstStart, edge.LastEnd, edge.Statistics);
        }

        return bytes.ToArray();
    }

    public static ServiceGraph? Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        try
        {
            return reader.ReadByte() == Version ? Read(reader) : null;
        }
        catch (Exception exception) when (exception is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static ServiceGraph Read(BinaryReader reader)
    {
        var graph = new ServiceGraph();
        var nodes = new GraphNode[reader.Read7BitEncodedInt()];
        for (int place = 0; place < nodes.Length; place++)
        {
            var kind = (NodeKind)reader.ReadByte();
            string name = reader.ReadString();
            bool hasType = reader.ReadBoolean();
            string type = reader.ReadString();
            nodes[place] = graph.GetOrAddNode(kind, name, hasType ? type : null);
            bool isRoot = reader.ReadBoolean();
            nodes[place].Add(isRoot, reader.ReadDouble(), reader.ReadDouble(), Statistics(reader));
        }

        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            graph.Answering.Add(reader.ReadString());
        }

        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            GraphEdge edge = graph.GetOrAddEdge(
                nodes[reader.Read7BitEncodedInt()], nodes[reader.Read7BitEncodedInt()], reader.ReadBoolean());
            edge.Add(reader.ReadDouble(), reader.ReadDouble(), Statistics(reader));
        }

        return graph;
    }

    private static void Write(BinaryWriter writer, double firstStart, double lastEnd, CallStatistics statistics)
    {
        writer.Write(firstStart);
        writer.Write(lastEnd);
        foreach (long count in new[] { statistics.Fault, statistics.Error, statistics.Throttle, statistics.Ok })
        {
            writer.Write7BitEncodedInt64(count);
        }

        writer.Write(statistics.TotalSeconds);
        writer.Write(statistics.Longest);
        writer.Write7BitEncodedInt(statistics.Durations.Count);
        foreach ((double seconds, long count) in statistics.Durations)
        {
            writer.Write(seconds);
            writer.Write7BitEncodedInt64(count);
        }
    }

    private static CallStatistics Statistics(BinaryReader reader)
    {
        long[] counts =
        [
            reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(),
        ];
        double totalSeconds = reader.ReadDouble();
        double longest = reader.ReadDouble();
        var durations = new KeyValuePair<double, long>[reader.Read7BitEncodedInt()];
        for (int place = 0; place < durations.Length; place++)
        {
            durations[place] = KeyValuePair.Create(reader.ReadDouble(), reader.Read7BitEncodedInt64());
        }

        return CallStatistics.Restore(counts, totalSeconds, longest, durations);
    }
}
