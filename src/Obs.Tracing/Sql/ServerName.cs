using System.Globalization;
using System.Net;

namespace Obs.Tracing.Sql;

/// <summary>The server that a connection string names, apart from its port.</summary>
internal readonly record struct ServerName(string? Server, int? Port, bool IsShown)
{
    private static readonly string[] Protocols = ["tcp:", "np:", "lpc:", "admin:"];
    private static readonly string[] LocalServers = ["(local)", "(localdb)"];

    /// <summary>Reads the value of a key such as <c>Server</c>.</summary>
    public static ServerName Parse(string value)
    {
        if (value.StartsWith("(DESCRIPTION", StringComparison.OrdinalIgnoreCase))
        {
            return ParseDescriptor(value);
        }

        bool isLocal = LocalServers.Any(local => value.StartsWith(local, StringComparison.OrdinalIgnoreCase));
        if (value.AsSpan().ContainsAny('@', '?') || (value.Contains('(', StringComparison.Ordinal) && !isLocal))
        {
            return default; // user/password@host, a file URL with a key: more than a server.
        }

        string server = WithoutProtocol(value);
        if (IsPath(server) || (!server.StartsWith('[') && IPAddress.TryParse(server, out _)))
        {
            return new ServerName(server, null, IsShown: true);
        }

        string name = SplitPort(server, server.Contains(',', StringComparison.Ordinal) ? ',' : ':', out int? port);
        return new ServerName(name, port, IsShown: true);
    }

    /// <summary>Takes the port off, if there is one.</summary>
    public static string SplitPort(string server, char separator, out int? port)
    {
        int at = server.LastIndexOf(separator);
        int end = at < 0 ? -1 : server.AsSpan(at + 1).IndexOf('/');
        ReadOnlySpan<char> digits = at < 0 ? [] : end < 0 ? server.AsSpan(at + 1) : server.AsSpan(at + 1, end);
        bool isPort = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        port = isPort ? value : null;

        // After a colon that is not a port's anything may stand, a password included.
        return at < 0 || (separator == ',' && !isPort) || server.EndsWith(']') ? server : server[..at];
    }

    // A file, a socket, a pipe, a drive of Windows, or ":memory:".
    private static bool IsPath(string server) => server is ['/' or '\\' or ':', ..] or [_, ':', '\\', ..];

    private static string WithoutProtocol(string value)
    {
        foreach (string protocol in Protocols)
        {
            if (value.StartsWith(protocol, StringComparison.OrdinalIgnoreCase))
            {
                return value[protocol.Length..];
            }
        }

        return value.StartsWith("//", StringComparison.Ordinal) ? value[2..] : value;
    }

    // Oracle's, of which the whole may hold wallets and more: (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT=1521))(CONNECT_DATA=…)).
    private static ServerName ParseDescriptor(string value)
    {
        string? host = PartOf(value, "HOST");
        return host is null || !host.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':')
            ? default
            : new ServerName(host, int.TryParse(PartOf(value, "PORT"), CultureInfo.InvariantCulture, out int port) ? port : null, false);
    }

    private static string? PartOf(string descriptor, string key)
    {
        int start = descriptor.IndexOf($"({key}=", StringComparison.OrdinalIgnoreCase) + key.Length + 2;
        int end = start < key.Length + 2 ? -1 : descriptor.IndexOf(')', start);
        return end < 0 ? null : descriptor[start..end].Trim();
    }
}
