using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Obs.Aws.Client;

/// <summary>Puts the headers of AWS JSON around a body.</summary>
internal sealed class AwsCallMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly AwsCallMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (AwsCall)input;
        AwsService service = call.Operation.Service;
        var request = new DefaultRequest(call, service.Id)
        {
            HttpMethod = "POST",
            ResourcePath = call.Operation.Path,
            Content = call.Body,
        };
        if (service.TargetPrefix is { } prefix)
        {
            request.Headers["X-Amz-Target"] = $"{prefix}.{call.Operation.Name}";
        }

        request.Headers["Content-Type"] = service.ContentType;
        if (service.IsQueryCompatible)
        {
            request.Headers["x-amzn-query-mode"] = "true";
        }

        if (call.Operation.IsCompressed)
        {
            CompressionAlgorithmUtils.SetCompressionAlgorithm(request, CompressionEncodingAlgorithm.gzip);
        }

        return request;
    }
}
