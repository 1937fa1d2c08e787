using Amazon.Runtime.Internal;

namespace Obs.Aws.Client;

internal sealed class AwsServiceMetadata(AwsService service) : IServiceMetadata
{
    public string ServiceId => service.Id;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
