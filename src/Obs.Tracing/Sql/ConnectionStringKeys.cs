using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Obs.Tracing.Sql;

/// <summary>The keys of connection strings that are known to hold no secret, as the providers write them.</summary>
internal static partial class ConnectionStringKeys
{
    private static readonly FrozenSet<string> Servers = Set(
        "server", "host", "data source", "datasource", "address", "addr", "network address", "hostname", "filename", "file name", "dsn");

    private static readonly FrozenSet<string> Databases = Set("database", "initial catalog", "db");

    private static readonly FrozenSet<string> Users = Set("user id", "userid", "uid", "user", "username", "user name");

    // Switches, numbers and names of the application itself.
    private static readonly FrozenSet<string> Settings = Set(
        "allow user variables", "allowpublickeyretrieval", "allowuservariables", "app", "application intent", "application name",
        "applicationintent", "applicationname", "cache", "character set", "charset", "command timeout", "connect retry count",
        "connect retry interval", "connect timeout", "connection lifetime", "connection reset", "connection timeout", "connectretrycount",
        "connectretryinterval", "convert zero datetime", "default command timeout", "default timeout", "encrypt", "enlist",
        "foreign keys", "include error detail", "integrated security", "journal mode", "keep alive", "keepalive",
        "load balance hosts", "load balance timeout", "max pool size", "maximum pool size", "maxpoolsize", "min pool size",
        "minimum pool size", "minpoolsize", "mode", "multiple active result sets", "multipleactiveresultsets", "multi subnet failover",
        "multisubnetfailover", "no reset on close", "packet size", "persist security info", "pooling", "protocol", "provider",
        "read only", "recursive triggers", "search path", "searchpath", "ssl mode", "sslmode", "statement cache size",
        "target session attributes", "timeout", "timezone", "treat tiny as boolean", "trust server certificate", "trusted_connection",
        "trustservercertificate", "version", "workstation id", "wsid");

    public static bool IsServer(string key) => Servers.Contains(key);

    public static bool IsDatabase(string key) => Databases.Contains(key);

    public static bool IsUser(string key) => Users.Contains(key);

    /// <summary>Whether it is a setting, and its value one that a setting can have.</summary>
    public static bool IsSetting(string key, string value) => Settings.Contains(key) && SettingValue().IsMatch(value);

    private static FrozenSet<string> Set(params string[] keys) => keys.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[\w .,:-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex SettingValue();
}
