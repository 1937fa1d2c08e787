using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Obs.Tracing.Sql;

/// <summary>The parts of a connection string that may be shown: server, port, database and user. Nothing else is ever read from
/// it.</summary>
/// <remarks>A list of what may leave, not of what may not: <c>Pwd</c>, <c>Password</c>, keys, tokens and whatever comes next stay
/// behind.</remarks>
internal sealed class SafeConnectionString
{
    private static readonly HashSet<string> ServerKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "server", "host", "data source", "datasource", "address", "addr", "network address", "hostname", "filename", "file name",
    };

    private static readonly HashSet<string> DatabaseKeys = new(StringComparer.OrdinalIgnoreCase) { "database", "initial catalog", "db" };

    private static readonly HashSet<string> UserKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "user id", "userid", "uid", "user", "username", "user name",
    };

    /// <summary>The string with only these parts, in its own order; empty when it cannot be read.</summary>
    public string Text { get; private init; } = "";

    public string? Server { get; private set; }

    public int? Port { get; private set; }

    public string? Database { get; private set; }

    public string? User { get; private set; }

    public static SafeConnectionString Parse(string connectionString)
    {
        int scheme = connectionString.IndexOf("://", StringComparison.Ordinal);
        int assignment = connectionString.IndexOf('=', StringComparison.Ordinal);
        return scheme > 0 && (assignment < 0 || scheme < assignment)
            ? ParseUrl(connectionString, scheme)
            : ParseKeys(connectionString);
    }

    private static SafeConnectionString ParseKeys(string connectionString)
    {
        var builder = new DbConnectionStringBuilder();
        try
        {
            builder.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            return new SafeConnectionString(); // Not in the form of keys and values: nothing of it is safe to show.
        }

        var safe = new SafeConnectionString();
        var text = new StringBuilder();
        foreach (string key in builder.Keys)
        {
            if (builder[key] is string value && safe.TryTake(key, value) is { } shown)
            {
                DbConnectionStringBuilder.AppendKeyValuePair(text, key, shown);
            }
        }

        return new SafeConnectionString
        {
            Text = text.ToString(),
            Server = safe.Server,
            Port = safe.Port,
            Database = safe.Database,
            User = safe.User,
        };
    }

    private static SafeConnectionString ParseUrl(string url, int scheme)
    {
        ReadOnlySpan<char> rest = url.AsSpan(scheme + 3);
        int query = rest.IndexOfAny('?', '#');
        rest = query < 0 ? rest : rest[..query];
        int slash = rest.IndexOf('/');
        ReadOnlySpan<char> authority = slash < 0 ? rest : rest[..slash];
        ReadOnlySpan<char> path = slash < 0 ? [] : rest[(slash + 1)..];
        if (path.Contains('@') || (query >= 0 && url.AsSpan(scheme + 3 + query).Contains('@')))
        {
            return new SafeConnectionString(); // A password with an unescaped slash or question mark: what we took for the host may be it.
        }

        int at = authority.LastIndexOf('@');
        ReadOnlySpan<char> login = at < 0 ? [] : authority[..at];
        ReadOnlySpan<char> host = authority[(at + 1)..];
        int colon = login.IndexOf(':');
        ReadOnlySpan<char> user = colon < 0 ? login : login[..colon];
        string server = SplitPort(host.ToString(), ':', out int? port);
        string shownUser = user.Length > 0 ? $"{user}@" : "";
        string shownPort = port is null ? "" : string.Create(CultureInfo.InvariantCulture, $":{port}");
        return new SafeConnectionString
        {
            Text = $"{url.AsSpan(0, scheme)}://{shownUser}{server}{shownPort}/{path}",
            Server = server,
            Port = port,
            Database = path.Length > 0 ? path.ToString() : null,
            User = user.Length > 0 ? user.ToString() : null,
        };
    }

    /// <summary>Takes a part that may be shown and returns it as it may be shown; <see langword="null"/> when it may not.</summary>
    private string? TryTake(string key, string value)
    {
        if (ServerKeys.Contains(key))
        {
            return TakeServer(value);
        }

        if (string.Equals(key, "port", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int port))
        {
            Port = port;
            return value;
        }

        if (DatabaseKeys.Contains(key))
        {
            return Database = value;
        }

        return UserKeys.Contains(key) ? User = value : null;
    }

    private string? TakeServer(string value)
    {
        if (value.AsSpan().ContainsAny('@', '(', '?'))
        {
            return null; // user/password@host, a TNS descriptor, a file URL with a key: more than a server.
        }

        string server = value.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase) ? value[4..] : value;
        if (server.StartsWith("//", StringComparison.Ordinal))
        {
            server = server[2..];
        }

        int service = server.IndexOf('/', StringComparison.Ordinal);
        bool isFile = service == 0 || server.IndexOf('\\', StringComparison.Ordinal) == 2 || server.StartsWith(':');
        int? port = null;
        Server = isFile ? server : SplitPort(server, server.Contains(',', StringComparison.Ordinal) ? ',' : ':', out port);
        Port ??= port;
        return value;
    }

    private static string SplitPort(string server, char separator, out int? port)
    {
        int at = server.LastIndexOf(separator);
        int end = at < 0 ? -1 : server.AsSpan(at + 1).IndexOf('/');
        ReadOnlySpan<char> digits = at < 0 ? [] : end < 0 ? server.AsSpan(at + 1) : server.AsSpan(at + 1, end);
        bool isPort = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        port = isPort ? value : null;

        // After a colon that is not a port's anything may stand, a password included.
        return at < 0 || (separator == ',' && !isPort) || server.EndsWith(']') ? server : server[..at];
    }
}
