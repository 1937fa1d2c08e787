using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Obs.Aws.Client;

/// <summary>The address of a service: the one configured, else the one of the region, by the rules of the service's own model.</summary>
internal sealed class AwsEndpointProvider(AwsClientConfig config) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (config.ServiceURL is { Length: > 0 } url)
        {
            return new Endpoint(url);
        }

        string region = config.RegionEndpoint?.SystemName
            ?? throw new AmazonClientException(
                "No region: set Observability:Aws:Region, AWS_REGION or the AWS profile's, or set Observability:Aws:ServiceUrl.");
        return new Endpoint(Regional(config.Service.EndpointPrefix, region, config.UseFIPSEndpoint, config.UseDualstackEndpoint));
    }

    internal static string Regional(string prefix, string region, bool fips, bool dualStack)
    {
        Partition partition = Fn.Partition(region);
        string suffix = dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;

        // In GovCloud the plain name already is the FIPS one, and no other exists.
        bool isGovCloud = region.StartsWith("us-gov-", StringComparison.Ordinal);
        string name = fips && (dualStack || !isGovCloud) ? prefix + "-fips" : prefix;
        return $"https://{name}.{region}.{suffix}";
    }
}
