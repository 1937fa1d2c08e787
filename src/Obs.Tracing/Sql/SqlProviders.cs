using System.Data.Common;

namespace Obs.Tracing.Sql;

/// <summary>Which database a provider speaks to, by the namespace of its connection: no provider is referenced.</summary>
internal static class SqlProviders
{
    private static readonly (string Namespace, SqlDialect Dialect)[] Known =
    [
        ("Npgsql", SqlDialect.PostgreSql),
        ("Microsoft.Data.Sqlite", SqlDialect.Sqlite),
        ("System.Data.SQLite", SqlDialect.Sqlite),
        ("Microsoft.Data.SqlClient", SqlDialect.SqlServer),
        ("System.Data.SqlClient", SqlDialect.SqlServer),
        ("MySqlConnector", SqlDialect.MySql),
        ("MySql.Data", SqlDialect.MySql),
        ("Oracle.", SqlDialect.Oracle),
    ];

    /// <summary>The dialect of a connection's provider, or of the provider it derives from.</summary>
    public static SqlDialect DialectOf(DbConnection connection)
    {
        for (Type? type = connection.GetType(); type is not null && type != typeof(DbConnection); type = type.BaseType)
        {
            foreach ((string known, SqlDialect dialect) in Known)
            {
                if (type.Namespace?.StartsWith(known, StringComparison.Ordinal) == true)
                {
                    return dialect;
                }
            }
        }

        return SqlDialect.Unknown;
    }

    /// <summary>The value of <c>db.system.name</c>.</summary>
    public static string SystemName(SqlDialect dialect) => dialect switch
    {
        SqlDialect.PostgreSql => "postgresql",
        SqlDialect.MySql => "mysql",
        SqlDialect.SqlServer => "microsoft.sql_server",
        SqlDialect.Sqlite => "sqlite",
        SqlDialect.Oracle => "oracle",
        _ => "other_sql",
    };
}
