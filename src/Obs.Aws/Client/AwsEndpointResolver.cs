using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Obs.Aws.Client;

/// <summary>Takes the place of the SDK's older endpoint handler and asks the configuration's <see cref="AwsEndpointProvider"/>.</summary>
internal sealed class AwsEndpointResolver : BaseEndpointResolver
{
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters)
    {
    }

    // What the provider needs to know it reads from the configuration.
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();
}
