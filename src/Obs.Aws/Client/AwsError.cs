using System.Text;
using System.Text.Json;

namespace Obs.Aws.Client;

/// <summary>The code and message of an error, in any dialect a service or a proxy before it may answer in.</summary>
internal readonly struct AwsError(string? code, string? message)
{
    /// <summary>The code without its namespace, such as <c>ThrottlingException</c>; null when the answer names none.</summary>
    public string? Code { get; } = code;

    public string? Message { get; } = message;

    /// <summary>Reads an error. Never throws.</summary>
    /// <param name="body">The reply's body: AWS JSON, the XML of the query protocol, Smithy RPC v2 CBOR, or anything else.</param>
    /// <param name="queryError">The header <c>x-amzn-query-error</c>: <c>code;Sender</c>. It names the code that clients document.</param>
    /// <param name="errorType">The header <c>x-amzn-ErrorType</c>: <c>code:address</c>.</param>
    public static AwsError Read(ReadOnlySpan<byte> body, string? queryError, string? errorType)
    {
        // What is trimmed first is the mark that some proxies set before UTF-8.
        AwsError inBody = body.TrimStart("\uFEFF \t\r\n"u8) switch
        {
            [(byte)'<', ..] xml => ReadXml(xml),
            [(byte)'{', ..] json => ReadJson(json),
            _ => ReadCbor(body),
        };
        return new AwsError(Shorten(queryError) ?? Shorten(errorType) ?? inBody.Code, inBody.Message);
    }

    private static AwsError ReadJson(ReadOnlySpan<byte> body)
    {
        string? code = null;
        string? message = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                bool isCode = reader.ValueTextEquals("__type"u8) || reader.ValueTextEquals("code"u8) || reader.ValueTextEquals("Code"u8);
                bool isMessage = reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("Message"u8);
                reader.Read();
                if (reader.TokenType == JsonTokenType.String)
                {
                    code = isCode ? code ?? Shorten(reader.GetString()) : code;
                    message = isMessage ? reader.GetString() : message;
                }
                else
                {
                    reader.TrySkip();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or cut short: what was read up to there is all that is known. InvalidOperationException is invalid UTF-8.
        }

        return new AwsError(code, message);
    }

    private static AwsError ReadCbor(ReadOnlySpan<byte> body) => new(
        Shorten(CborText.After(body, "__type"u8)), CborText.After(body, "message"u8) ?? CborText.After(body, "Message"u8));

    private static AwsError ReadXml(ReadOnlySpan<byte> body) =>
        new(Shorten(Element(body, "<Code>"u8, "</Code>"u8)), Element(body, "<Message>"u8, "</Message>"u8));

    private static string? Element(ReadOnlySpan<byte> body, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        int start = body.IndexOf(open);
        if (start < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> rest = body[(start + open.Length)..];
        int end = rest.IndexOf(close);
        return end < 0 ? null : Encoding.UTF8.GetString(rest[..end]);
    }

    // "com.amazonaws.cloudwatch#Throttling", "Throttling:http://…" and "Throttling;Sender" all name Throttling.
    private static string? Shorten(string? code)
    {
        if (string.IsNullOrEmpty(code))
        {
            return null;
        }

        ReadOnlySpan<char> text = code.AsSpan(code.LastIndexOf('#') + 1);
        int end = text.IndexOfAny(':', ';');
        text = (end < 0 ? text : text[..end]).Trim();
        return text.IsEmpty ? null : text.ToString();
    }
}
