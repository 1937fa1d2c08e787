using Obs.Secrets;
using Obs.Tracing.Sql;

namespace Obs.Tracing;

/// <summary>Writes the <c>sql</c> block of a database call.</summary>
internal static class SqlBlock
{
    /// <param name="json">Where to.</param>
    /// <param name="tags">The call.</param>
    /// <param name="isSanitized">Whether the text of the query has lost its literals already; otherwise it loses them here.</param>
    /// <param name="detail">How much of it to write.</param>
    public static void Write(JsonBuffer json, in SegmentTags tags, bool isSanitized, DocumentDetail detail)
    {
        json.StartObject("sql"u8);
        Write(json, "sanitized_query"u8, isSanitized ? tags.Query : Sanitize(tags.Query, tags.DatabaseSystem), detail.Text);
        Write(json, "database_version"u8, tags.DatabaseVersion, XRayLimits.String);
        Write(json, "database_type"u8, DatabaseType(tags.DatabaseSystem), XRayLimits.String);
        Write(json, "connection_string"u8, Readable(tags.ConnectionString, isSanitized), XRayLimits.String);
        Write(json, "user"u8, Readable(tags.DatabaseUser, isSanitized), XRayLimits.String);
        Write(json, "preparation"u8, tags.Preparation, XRayLimits.String);
        json.EndObject();
    }

    /// <summary>The text of a query without its literals.</summary>
    public static string Sanitize(string? query, string? system) => SqlSanitizer.Sanitize(query, DialectOf(system));

    /// <summary>The name of a database call: <c>database@host</c>.</summary>
    public static void WriteName(JsonBuffer json, in SegmentTags tags)
    {
        Span<char> name = stackalloc char[XRayLimits.Name];
        ReadOnlySpan<char> database = tags.DatabaseName ?? tags.DatabaseSystem;
        ReadOnlySpan<char> host = tags.Host;
        XRayText.WriteName(json, name.TryWrite($"{database}@{host}", out int length) ? name[..length] : database);
    }

    private static SqlDialect DialectOf(string? system) => system switch
    {
        "postgresql" => SqlDialect.PostgreSql,
        "mysql" or "mariadb" => SqlDialect.MySql,
        "microsoft.sql_server" or "mssql" => SqlDialect.SqlServer,
        "sqlite" => SqlDialect.Sqlite,
        "oracle" or "oracle.db" => SqlDialect.Oracle,
        _ => SqlDialect.Unknown,
    };

    // As the X-Ray SDK names it; the others have the same name in both worlds.
    private static string? DatabaseType(string? system) => system is "microsoft.sql_server" or "mssql" ? "sqlserver" : system;

    private static string? Readable(string? text, bool isSanitized) => text is null || isSanitized ? text : SecretText.Masked(text);

    private static void Write(JsonBuffer json, ReadOnlySpan<byte> name, string? value, int most)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.Name(name);
            json.Value(value, most);
        }
    }
}
