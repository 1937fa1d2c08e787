using System.Text.Json;

namespace Obs.Local.Otlp;

/// <summary>Writes the <c>sql</c> block of a database call.</summary>
internal static class SpanSql
{
    public static void Write(Utf8JsonWriter json, OtlpAttributes attributes, string system)
    {
        json.WriteStartObject("sql");
        SpanText.Write(json, "sanitized_query", attributes.Text("db.query.text", "db.statement"));
        SpanText.Write(json, "database_version", attributes.Text("obs.db.version"));
        SpanText.Write(json, "database_type", system);
        SpanText.Write(json, "connection_string", attributes.Text("obs.db.connection_string", "db.connection_string"));
        SpanText.Write(json, "user", attributes.Text("db.user"));
        SpanText.Write(json, "preparation", attributes.Text("obs.db.preparation"));
        json.WriteEndObject();
    }
}
