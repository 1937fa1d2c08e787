using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>Writes the <c>http</c> block: what a server was asked and answered, or what a client asked and was told.</summary>
internal static class HttpBlock
{
    public static void WriteServer(JsonBuffer json, ServerExchange exchange, int status, DocumentDetail detail, bool keepQueryValues)
    {
        ref readonly ServerRequest request = ref exchange.Request;
        json.StartObject("http"u8);
        json.StartObject("request"u8);
        WriteUrl(json, request, detail, keepQueryValues);
        WriteText(json, "method"u8, request.Method, XRayLimits.String);
        WriteText(json, "user_agent"u8, request.UserAgent, XRayLimits.String);
        WriteClient(json, request);
        json.EndObject();
        if (status > 0)
        {
            WriteResponse(json, status, exchange.Response.ContentLength);
        }

        json.EndObject();
    }

    public static void WriteClient(JsonBuffer json, in SegmentTags tags, DocumentDetail detail, bool keepQueryValues)
    {
        json.StartObject("http"u8);
        if (tags.Method is not null)
        {
            WriteClientRequest(json, tags, detail, keepQueryValues);
        }

        if (tags.Status > 0)
        {
            WriteResponse(json, tags.Status, tags.ContentLength);
        }

        json.EndObject();
    }

    private static void WriteClientRequest(JsonBuffer json, in SegmentTags tags, DocumentDetail detail, bool keepQueryValues)
    {
        json.StartObject("request"u8);
        if (tags.Url is { } url)
        {
            int query = url.IndexOf('?', StringComparison.Ordinal);
            json.Name("url"u8);
            json.StartString();
            WriteReadable(json, query < 0 ? url : url.AsSpan(0, query), detail.Text);
            WriteQuery(json, query < 0 ? default : url.AsSpan(query), detail.Text, keepQueryValues);
            json.EndString();
        }

        WriteText(json, "method"u8, tags.Method, XRayLimits.String);
        json.EndObject();
    }

    private static void WriteUrl(JsonBuffer json, in ServerRequest request, DocumentDetail detail, bool keepQueryValues)
    {
        json.Name("url"u8);
        json.StartString();
        json.Text(request.Scheme ?? "http");
        json.Text("://");
        WriteReadable(json, request.Host, XRayLimits.String);
        json.Text(request.PathBase, detail.Text);
        WriteReadable(json, request.Path, detail.Text);
        WriteQuery(json, request.Query, detail.Text, keepQueryValues);
        json.EndString();
    }

    // Keys say what was asked for and help to find it; values are where passwords, tokens and names of people stand.
    private static void WriteQuery(JsonBuffer json, ReadOnlySpan<char> query, int most, bool keepValues)
    {
        bool cut = query.Length > most;
        query = cut ? query[..most] : query;
        if (keepValues)
        {
            WriteReadable(json, query, most);
            json.Text(cut ? "…" : "");
            return;
        }

        while (!query.IsEmpty)
        {
            int next = query[1..].IndexOf('&') + 1;
            ReadOnlySpan<char> pair = next == 0 ? query : query[..next];
            query = next == 0 ? default : query[next..];
            int equals = pair.IndexOf('=');
            WriteReadable(json, equals < 0 ? pair : pair[..(equals + 1)], most);
            json.Text(equals < 0 ? "" : "***");
        }

        json.Text(cut ? "…" : "");
    }

    // A path may be a link that lets in whoever has it, and a user agent is whatever the caller wants it to be.
    private static void WriteReadable(JsonBuffer json, ReadOnlySpan<char> text, int most) => json.Text(SecretText.Mask(text) ?? text, most);

    private static void WriteClient(JsonBuffer json, in ServerRequest request)
    {
        if (ClientAddress.TryRead(request.ForwardedFor, out ReadOnlySpan<char> forwarded))
        {
            json.Name("client_ip"u8);
            json.Value(forwarded);
            json.Name("x_forwarded_for"u8);
            json.Value(true);
        }
        else if (request.RemoteAddress is { } address)
        {
            Span<char> text = stackalloc char[64];
            address.TryFormat(text, out int length);

            // An IPv4 client of a dual-stack socket.
            const string Mapped = "::ffff:";
            bool isMapped = address.IsIPv4MappedToIPv6 && text.StartsWith(Mapped);
            json.Name("client_ip"u8);
            json.Value(text[(isMapped ? Mapped.Length : 0)..length]);
        }
    }

    private static void WriteResponse(JsonBuffer json, long status, long? contentLength)
    {
        json.StartObject("response"u8);
        json.Name("status"u8);
        json.Value(status);
        if (contentLength is { } length)
        {
            json.Name("content_length"u8);
            json.Value(length);
        }

        json.EndObject();
    }

    private static void WriteText(JsonBuffer json, ReadOnlySpan<byte> name, string? value, int most)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.Name(name);
            json.Value(SecretText.Masked(value), most);
        }
    }
}
