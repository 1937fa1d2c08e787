using System.Runtime.InteropServices;
using System.Text.Json;

namespace Obs.Benchmarks;

/// <summary>What one writes for one query when there is no engine: <c>Utf8JsonReader</c>, three members, a dictionary of lists.</summary>
internal static class HandWrittenScan
{
    private const long PeriodTicks = TimeSpan.TicksPerMinute * 5;
    private const int BlockBytes = 512 * 1024;

    public static int CountGroups(byte[] log)
    {
        var groups = new Dictionary<(long Period, string Route), List<double>>();
        var routes = new Dictionary<int, string>();
        ReadLines(log, groups, routes);
        return Sort(groups);
    }

    /// <summary>The same of a file, block by block.</summary>
    public static int CountGroups(Stream log)
    {
        var groups = new Dictionary<(long Period, string Route), List<double>>();
        var routes = new Dictionary<int, string>();
        byte[] block = new byte[BlockBytes];
        int rest = 0;
        while (log.Read(block, rest, block.Length - rest) is > 0 and var read)
        {
            int end = block.AsSpan(0, rest + read).LastIndexOf((byte)'\n') + 1;
            ReadLines(block.AsSpan(0, end), groups, routes);
            block.AsSpan(end, rest + read - end).CopyTo(block);
            rest = rest + read - end;
        }

        return Sort(groups);
    }

    private static void ReadLines(
        ReadOnlySpan<byte> lines, Dictionary<(long Period, string Route), List<double>> groups, Dictionary<int, string> routes)
    {
        for (int start = 0; start < lines.Length;)
        {
            int length = lines[start..].IndexOf((byte)'\n');
            Read(lines.Slice(start, length), groups, routes);
            start += length + 1;
        }
    }

    private static int Sort(Dictionary<(long Period, string Route), List<double>> groups)
    {
        foreach (List<double> durations in groups.Values)
        {
            durations.Sort();
        }

        return groups.Count;
    }

    private static void Read(
        ReadOnlySpan<byte> line, Dictionary<(long Period, string Route), List<double>> groups, Dictionary<int, string> routes)
    {
        var reader = new Utf8JsonReader(line);
        long period = 0;
        string route = "";
        double duration = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("timestamp"u8))
            {
                reader.Read();
                period = reader.GetDateTimeOffset().UtcTicks / PeriodTicks;
            }
            else if (reader.ValueTextEquals("route"u8))
            {
                reader.Read();
                route = Intern(reader.ValueSpan, routes);
            }
            else if (reader.ValueTextEquals("duration"u8))
            {
                reader.Read();
                duration = reader.GetDouble();
            }
            else
            {
                reader.Skip();
            }
        }

        ref List<double>? durations = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, (period, route), out _);
        (durations ??= []).Add(duration);
    }

    private static string Intern(ReadOnlySpan<byte> route, Dictionary<int, string> routes)
    {
        var hash = new HashCode();
        hash.AddBytes(route);
        ref string? known = ref CollectionsMarshal.GetValueRefOrAddDefault(routes, hash.ToHashCode(), out _);
        return known ??= System.Text.Encoding.UTF8.GetString(route);
    }
}
