using System.Data;
using System.Data.Common;

namespace Obs.Tracing.Sql;

/// <summary>The database behind a connection: what every command on it says about where it goes. Read once per connection string.</summary>
internal sealed class SqlTarget
{
    private static readonly TextCache<SqlTarget> Targets = new();

    private SqlTarget(DbConnection connection, SqlDialect dialect, string connectionString)
    {
        SafeConnectionString parts = SafeConnectionString.Parse(connectionString);
        Dialect = dialect;
        System = SqlProviders.SystemName(dialect);
        ConnectionString = parts.Text.Length > 0 ? parts.Text : null;
        User = parts.User;
        Port = parts.Port is { } port ? port : null;
        Database = dialect == SqlDialect.Sqlite ? connection.Database : parts.Database ?? NullIfEmpty(connection.Database);

        // An embedded database has no server: its file tells two of them apart, as a host would.
        Address = dialect == SqlDialect.Sqlite ? FileName(parts.Server) : parts.Server;
        Name = $"{Database}@{Address}";
    }

    public SqlDialect Dialect { get; }

    public string System { get; }

    /// <summary><c>database@server</c>.</summary>
    public string Name { get; }

    public string? Database { get; }

    public string? Address { get; }

    /// <summary>The port, boxed once.</summary>
    public object? Port { get; }

    public string? User { get; }

    public string? ConnectionString { get; }

    /// <summary>The database that a connection leads to.</summary>
    public static SqlTarget Of(DbConnection connection)
    {
        SqlDialect dialect = SqlProviders.DialectOf(connection);
        string connectionString = connection.ConnectionString ?? "";
        SqlTarget? target = Targets.Find(connectionString, (int)dialect);
        if (target is null)
        {
            target = new SqlTarget(connection, dialect, connectionString);
            Targets.Keep(connectionString, (int)dialect, target);
        }

        return target;
    }

    /// <summary>The server's version; null until a connection has been open.</summary>
    public string? Version { get; private set; }

    /// <summary>Asks an open connection for the server's version, unless it is known.</summary>
    public void ReadVersion(DbConnection connection)
    {
        if (Version is null && connection.State == ConnectionState.Open)
        {
            Version = connection.ServerVersion;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string? FileName(string? path) => string.IsNullOrEmpty(path) || path[0] == ':' ? "" : Path.GetFileName(path);

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
