using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Obs.Local.Http;

/// <summary>Which content a request that changes something may say it carries.</summary>
/// <remarks>A page of another origin can send text, forms and parts without asking first; a client of AWS sends none of them but the form
/// of the Query protocol, and that one always comes with an <c>Origin</c> when a browser sends it.</remarks>
internal static class MediaTypes
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Json = "application/json";
    public const string Database = "application/vnd.sqlite3";

    private static readonly string[] Aws = [Json, "application/x-amz-json-1.0", "application/x-amz-json-1.1", "application/cbor"];

    /// <summary>Whether an operation of an AWS API may come like this. Daemons and old SDKs leave the header out.</summary>
    public static bool IsAllowedForAws(HttpRequest request) =>
        string.IsNullOrEmpty(request.ContentType) || IsAny(request, Aws) || (IsAny(request, Form) && IsQuery(request));

    public static bool IsAny(HttpRequest request, params ReadOnlySpan<string> types)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type))
        {
            return false;
        }

        foreach (string allowed in types)
        {
            if (type.MediaType.Equals(allowed, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsQuery(HttpRequest request) => request.Path == "/" && !request.Headers.ContainsKey("X-Amz-Target");
}
