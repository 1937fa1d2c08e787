using Amazon.Runtime;

namespace Obs.Aws.Client;

/// <summary>One call on its way through the SDK's pipeline: an operation and its body, already written.</summary>
internal sealed class AwsCall(AwsOperation operation, byte[] body) : AmazonWebServiceRequest
{
    public AwsOperation Operation => operation;

    public byte[] Body => body;
}
