using Amazon.Runtime;

namespace Obs.Aws.Client;

/// <summary>What a service answered to an accepted call: at most <see cref="AwsService.MaxReplyBytes"/> of it.</summary>
internal sealed class AwsReply : AmazonWebServiceResponse
{
    public byte[] Body { get; init; } = [];
}
