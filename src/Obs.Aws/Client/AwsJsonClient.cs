using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Obs.Aws.Client;

/// <summary>A narrow client of one AWS service: credentials, region, signature and proxy are the SDK's, bodies are ours.</summary>
/// <remarks>Thread safety: <see cref="CallAsync"/> may be called from any thread. A call runs on the caller's thread from end to
/// end and is complete when it returns, unless credentials have to be fetched first.</remarks>
internal sealed class AwsJsonClient : AmazonServiceClient
{
    // Read by a base constructor, before any field of this class can be set: see Initialize.
    private AwsService? _service;

    public AwsJsonClient(AWSCredentials? credentials, AwsClientConfig config)
        : base(credentials, config)
    {
    }

    protected override IServiceMetadata ServiceMetadata => new AwsServiceMetadata(Service);

    private AwsService Service => _service ??= ((AwsClientConfig)Config).Service;

    /// <summary>Makes one call and no more.</summary>
    /// <exception cref="AmazonServiceException">The service refused the call.</exception>
    /// <exception cref="HttpRequestException">No connection, or a connection that broke.</exception>
    public async Task<AwsReply> CallAsync(AwsOperation operation, byte[] body, CancellationToken cancellationToken)
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = AwsCallMarshaller.Instance,
            ResponseUnmarshaller = AwsReplyUnmarshaller.Instance,
        };
        AwsReply reply = await InvokeAsync<AwsReply>(new AwsCall(operation, body), options, cancellationToken).ConfigureAwait(false);

        if (operation.IsReplyWhole && reply.Body.Length > Service.MaxReplyBytes)
        {
            throw new AwsCallException(
                $"The reply to {operation.Name} is longer than {Service.MaxReplyBytes} bytes.",
                innerException: null,
                code: null,
                requestId: null,
                reply.HttpStatusCode);
        }

        // To the SDK everything below 400 is a success, a redirect that was not followed included. Nothing was delivered by one.
        return (int)reply.HttpStatusCode is >= 200 and < 300
            ? reply
            : throw new AwsCallException(
                $"The endpoint answered {(int)reply.HttpStatusCode}, as {operation.Service.Id} never does.",
                innerException: null,
                code: null,
                requestId: null,
                reply.HttpStatusCode);
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        pipeline.ReplaceHandler<EndpointResolver>(new AwsEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new AwsAuthResolver());
    }
}
