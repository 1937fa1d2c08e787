using System.Text.Json;
using Obs.Local.Traces;

namespace Obs.Local.Filters;

/// <summary>Reads the texts that filters ask for out of the rows of a trace.</summary>
internal static class RowTexts
{
    /// <param name="keyword">What is asked.</param>
    /// <param name="row">The segment or call itself.</param>
    /// <param name="part">The row and the work inside it, for what may stand in any of them.</param>
    /// <param name="node">The node it belongs to.</param>
    public static IEnumerable<string> Read(FilterText keyword, TraceRow row, IEnumerable<TraceRow> part, FilterNode node) => keyword switch
    {
        FilterText.Name => node.Names,
        FilterText.Type => Some(node.Type),
        FilterText.HttpUrl => Some(Text(row.Source, "http", "request", "url")),
        FilterText.HttpMethod => Some(Text(row.Source, "http", "request", "method")),
        FilterText.HttpUserAgent => Some(Text(row.Source, "http", "request", "user_agent")),
        FilterText.HttpClientIp => Some(Text(row.Source, "http", "request", "client_ip")),
        FilterText.User => Some(JsonMembers.Text(row.Source, "user")),
        FilterText.AvailabilityZone => Some(Text(row.Source, "aws", "ec2", "availability_zone")),
        FilterText.InstanceId => Some(Text(row.Source, "aws", "ec2", "instance_id")),
        FilterText.ResourceArn => Some(JsonMembers.Text(row.Source, "resource_arn")),
        FilterText.Message =>
            part.SelectMany(static item => Exceptions(item.Source)).Select(static exception => exception.Message).OfType<string>(),
        _ => [],
    };

    public static IEnumerable<(string? Type, string? Message)> Exceptions(JsonElement source) =>
        source.TryGetProperty("cause", out JsonElement cause) && cause.ValueKind == JsonValueKind.Object
        && cause.TryGetProperty("exceptions", out JsonElement exceptions) && exceptions.ValueKind == JsonValueKind.Array
            ? exceptions.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object)
                .Select(static item => (JsonMembers.Text(item, "type"), JsonMembers.Text(item, "message")))
            : [];

    public static string? Text(JsonElement source, params ReadOnlySpan<string> path)
    {
        foreach (string step in path[..^1])
        {
            if (!source.TryGetProperty(step, out source) || source.ValueKind != JsonValueKind.Object)
            {
                return null;
            }
        }

        return JsonMembers.Text(source, path[^1]);
    }

    public static int? Status(JsonElement source) =>
        source.TryGetProperty("http", out JsonElement http) && http.ValueKind == JsonValueKind.Object
        && http.TryGetProperty("response", out JsonElement response) && response.ValueKind == JsonValueKind.Object
            ? (int?)JsonMembers.Number(response, "status") : null;

    private static IEnumerable<string> Some(string? text) => text is null ? [] : [text];
}
