using System.Security.Cryptography;
using System.Text;

namespace Obs.Aws.Tests.Client;

/// <summary>Signature Version 4, computed again from the published description and nothing of the SDK.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html"/></remarks>
internal static class SignatureCheck
{
    public static string Of(CapturedRequest request, string secretKey)
    {
        Dictionary<string, string> fields = Fields(request);
        string[] scope = fields["Credential"].Split('/', 2)[1].Split('/');
        string[] signed = fields["SignedHeaders"].Split(';');

        string canonical = string.Join('\n', [
            request.Method,
            request.Path,
            "",
            .. signed.Select(name => $"{name}:{request.Headers[name].Trim()}"),
            "",
            fields["SignedHeaders"],
            Hex(SHA256.HashData(request.Body)),
        ]);
        string toSign = string.Join('\n', [
            "AWS4-HMAC-SHA256",
            request.Headers["X-Amz-Date"],
            string.Join('/', scope),
            Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))),
        ]);

        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        key = scope.Aggregate(key, static (k, part) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(part)));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    public static Dictionary<string, string> Fields(CapturedRequest request) =>
        request.Headers["Authorization"]["AWS4-HMAC-SHA256 ".Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(static field => field.Split('=', 2))
            .ToDictionary(static field => field[0], static field => field[1]);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
