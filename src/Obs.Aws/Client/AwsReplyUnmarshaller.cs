using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Obs.Aws.Client;

/// <summary>Reads a reply or an error, whatever its body holds: a proxy's page of HTML must not become an exception of ours.</summary>
internal sealed class AwsReplyUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly AwsReplyUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new AwsReply { Body = ReadBody(input) };

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(input);
        IWebResponseData response = input.ResponseData;
        AwsError error = AwsError.Read(ReadBody(input), Header(response, "x-amzn-query-error"), Header(response, "x-amzn-ErrorType"));
        return new AwsCallException(
            error.Message ?? $"The service answered {(int)statusCode}.",
            innerException,
            error.Code,
            Header(response, "x-amzn-RequestId"),
            statusCode)
        {
            RetryAfter = Header(response, "Retry-After"),
            RetryAfterMilliseconds = Header(response, "x-amz-retry-after"),
        };
    }

    private static string? Header(IWebResponseData response, string name) =>
        response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;

    private static byte[] ReadBody(JsonUnmarshallerContext input)
    {
        // Bounded where it came off the socket, by BoundedHandler.
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        return body.ToArray();
    }
}
