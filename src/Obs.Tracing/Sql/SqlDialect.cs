namespace Obs.Tracing.Sql;

/// <summary>Whose rules of quoting and commenting a SQL text follows.</summary>
public enum SqlDialect
{
    /// <summary>Not known: where the dialects disagree, the reading that drops more is taken.</summary>
    Unknown = 0,

    /// <summary>PostgreSQL and what speaks its language.</summary>
    PostgreSql = 1,

    /// <summary>MySQL and MariaDB.</summary>
    MySql = 2,

    /// <summary>Microsoft SQL Server and Azure SQL.</summary>
    SqlServer = 3,

    /// <summary>SQLite.</summary>
    Sqlite = 4,

    /// <summary>Oracle Database.</summary>
    Oracle = 5,
}
