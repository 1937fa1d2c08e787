using System.Globalization;
using System.Text.Json;

namespace Obs.Local.Otlp;

/// <summary>Writes the <c>http</c> block of a span that is a request, received or made.</summary>
internal static class SpanHttp
{
    public static void Write(Utf8JsonWriter json, OtlpSpan span, long? status)
    {
        OtlpAttributes attributes = span.Attributes;
        string? method = attributes.Text("http.request.method", "http.method");
        if (method is null && status is null)
        {
            return;
        }

        json.WriteStartObject("http");
        json.WriteStartObject("request");
        SpanText.Write(json, "method", method);
        SpanText.Write(json, "url", attributes.Text("url.full", "http.url") ?? UrlOf(attributes));
        SpanText.Write(json, "user_agent", attributes.Text("user_agent.original", "http.user_agent"));
        SpanText.Write(json, "client_ip", attributes.Text("client.address", "http.client_ip"));
        json.WriteEndObject();
        if (status is not null)
        {
            json.WriteStartObject("response");
            json.WriteNumber("status", status.Value);
            if (attributes.Number("http.response.body.size") is { } length)
            {
                json.WriteNumber("content_length", length);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string? UrlOf(OtlpAttributes attributes)
    {
        string? path = attributes.Text("url.path", "http.target");
        string? host = attributes.Text("server.address", "http.host");
        string? query = attributes.Text("url.query");
        long? port = attributes.Number("server.port");
        string scheme = attributes.Text("url.scheme", "http.scheme") ?? "http";
        if (path is null || host is null)
        {
            return path;
        }

        string at = port is null || host.Contains(':', StringComparison.Ordinal)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $":{port}");
        return $"{scheme}://{host}{at}{path}{(string.IsNullOrEmpty(query) ? "" : "?" + query)}";
    }
}
