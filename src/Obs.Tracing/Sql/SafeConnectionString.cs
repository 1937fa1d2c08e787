using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Obs.Tracing.Sql;

/// <summary>The parts of a connection string that may be shown: server, port, database, user, and settings that are known to hold no
/// secret. Nothing else is ever read from it.</summary>
/// <remarks>A list of what may leave, not of what may not: <c>Pwd</c>, <c>Password</c>, keys, tokens and whatever comes next stay
/// behind.</remarks>
internal sealed class SafeConnectionString
{
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
        string server = ServerName.SplitPort(host.ToString(), ':', out int? port);
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
        if (ConnectionStringKeys.IsServer(key))
        {
            var name = ServerName.Parse(value);
            Server = name.Server;
            Port ??= name.Port;
            return name.IsShown ? value : null;
        }

        if (string.Equals(key, "port", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int port))
        {
            Port = port;
            return value;
        }

        if (ConnectionStringKeys.IsDatabase(key))
        {
            return Database = value;
        }

        return ConnectionStringKeys.IsUser(key) ? User = value : ConnectionStringKeys.IsSetting(key, value) ? value : null;
    }
}
