using System.Net;
using Amazon.Runtime;

namespace Obs.Aws.Client;

/// <summary>A service's refusal, as the SDK's own type, with the headers that say when to come back.</summary>
internal sealed class AwsCallException(
    string message, Exception? innerException, string? code, string? requestId, HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, ErrorType.Unknown, code, requestId, statusCode)
{
    /// <summary>The <c>Retry-After</c> header as it came, or null.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The <c>x-amz-retry-after</c> header as it came, in milliseconds, or null.</summary>
    public string? RetryAfterMilliseconds { get; init; }
}
