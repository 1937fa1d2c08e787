using Obs.Local.Traces;

namespace Obs.Local.Explain;

/// <summary>What a row of a trace is called in every trace that has it.</summary>
internal static class StepName
{
    public static string Of(TraceRow row) => row.Kind switch
    {
        "server" => Join(row.Name, Operation(row)),
        "sql" => $"{row.Name}: {Query(row)}",
        "http" => Join(Request(row, "method"), Request(row, "url") is { } url ? TextShape.Address(url) : row.Name),
        "aws" => Join(
            row.Name,
            Aws(row, "operation"),
            Aws(row, "table_name") ?? Aws(row, "queue_name") ?? Aws(row, "bucket_name") ?? Aws(row, "topic_arn")),
        _ => TextShape.Name(row.Name),
    };

    /// <summary>Method and route of a request, or its path where the service did not say its route; null for what is no request.</summary>
    public static string? Operation(TraceRow row)
    {
        string? route = JsonMembers.Object(JsonMembers.Object(row.Source, "metadata"), "http") is { } http
            ? JsonMembers.Text(http, "route")
            : null;
        string? path = route ?? (Request(row, "url") is { } url ? TextShape.Path(url) : null);
        return path is null ? null : Join(Request(row, "method"), path);
    }

    /// <summary>How often the AWS SDK tried again.</summary>
    public static int AwsRetries(TraceRow row) =>
        JsonMembers.Object(row.Source, "aws") is { } aws && JsonMembers.Number(aws, "retries") is { } retries and > 0 and < 1_000
            ? (int)retries
            : 0;

    private static string Query(TraceRow row) =>
        JsonMembers.Object(row.Source, "sql") is { } sql && JsonMembers.Text(sql, "sanitized_query") is { Length: > 0 } query
            ? TextShape.Sql(query) : "a query whose text was not recorded";

    private static string? Request(TraceRow row, string member) =>
        JsonMembers.Object(JsonMembers.Object(row.Source, "http"), "request") is { } request ? JsonMembers.Text(request, member) : null;

    private static string? Aws(TraceRow row, string member) =>
        JsonMembers.Object(row.Source, "aws") is { } aws ? JsonMembers.Text(aws, member) : null;

    private static string Join(params string?[] parts) => string.Join(' ', parts.Where(static part => !string.IsNullOrEmpty(part)));
}
