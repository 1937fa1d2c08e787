using System.Globalization;

namespace Obs.Local.Ingest;

/// <summary>How many datagrams the kernel threw away because the socket's buffer was full.</summary>
internal static class KernelDrops
{
    private const string Table = "/proc/net/udp";

    /// <summary>Null where the system does not tell.</summary>
    public static long? Read(int port)
    {
        try
        {
            return File.Exists(Table) ? Find(File.ReadLines(Table), port) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The number in the last column of the line whose local address, the second column, has the port.</summary>
    public static long? Find(IEnumerable<string> lines, int port)
    {
        string suffix = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        foreach (string line in lines)
        {
            string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > 2 && columns[1].EndsWith(suffix, StringComparison.Ordinal)
                && long.TryParse(columns[^1], NumberStyles.None, CultureInfo.InvariantCulture, out long drops))
            {
                return drops;
            }
        }

        return null;
    }
}
