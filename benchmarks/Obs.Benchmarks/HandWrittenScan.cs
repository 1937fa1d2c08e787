using System.Runtime.InteropServices;
using System.Text.Json;

namespace Obs.Benchmarks;

/// <summary>What one writes for one query when there is no engine: <c>Utf8JsonReader</c>, three members, a dictionary of lists.</summary>
internal static class HandWrittenScan
{
    private const long PeriodTicks = TimeSpan.TicksPerMinute * 5;

    public static int CountGroups(byte[] log)
    {
        var groups = new Dictionary<(long Period, string Route), List<double>>();
        var routes = new Dictionary<int, string>();
        for (int start = 0; start < log.Length;)
        {
            int length = log.AsSpan(start).IndexOf((byte)'\n');
            Read(log.AsSpan(start, length), groups, routes);
            start += length + 1;
        }

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
