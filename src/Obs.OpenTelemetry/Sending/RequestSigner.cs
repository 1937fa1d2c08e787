using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.Runtime.Internal.Auth;

namespace Obs.OpenTelemetry.Sending;

/// <summary>Signs requests to X-Ray with Signature Version 4: the SDK's signature over the SDK's credentials.</summary>
/// <remarks>Thread safety: for one thread at a time.</remarks>
internal sealed class RequestSigner(string region, AWSCredentials? credentials, TimeProvider time)
{
    private const string Service = "xray";

    private AWSCredentials? _credentials = credentials;

    /// <summary>Adds date, session token and signature.</summary>
    /// <exception cref="AmazonClientException">There are no credentials.</exception>
    public async ValueTask SignAsync(HttpRequestMessage request, byte[] body)
    {
        // Found at the first request: the chain may ask the instance metadata service, and a start must not wait for that.
        _credentials ??= DefaultAWSCredentialsIdentityResolver.GetCredentials();
        ImmutableCredentials keys = await _credentials.GetCredentialsAsync().ConfigureAwait(false);

        DateTime now = time.GetUtcNow().UtcDateTime;
        Uri address = request.RequestUri!;
        request.Headers.Host = address.Authority;
        request.Headers.Add("X-Amz-Date", now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        if (keys.UseToken)
        {
            request.Headers.Add("X-Amz-Security-Token", keys.Token);
        }

        // By name in order, as the canonical form has them.
        (string Name, string? Value)[] signed =
        [
            ("content-type", request.Content!.Headers.ContentType!.ToString()),
            ("host", address.Authority),
            ("x-amz-date", request.Headers.GetValues("X-Amz-Date").Single()),
            .. keys.UseToken ? [("x-amz-security-token", keys.Token)] : Array.Empty<(string, string?)>(),
        ];
        string names = string.Join(';', signed.Select(static header => header.Name));
        string canonical = string.Join('\n', [
            request.Method.Method,
            address.AbsolutePath,
            address.Query.TrimStart('?'),
            .. signed.Select(static header => $"{header.Name}:{header.Value}"),
            "",
            names,
            Convert.ToHexStringLower(SHA256.HashData(body)),
        ]);
        AWS4SigningResult signature = AWS4Signer.ComputeSignature(keys, region, now, Service, names, canonical);
        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
    }
}
