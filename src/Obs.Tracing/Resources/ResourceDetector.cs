namespace Obs.Tracing;

/// <summary>Finds out what AWS resource this process runs on, the most specific first: a container stands on an instance too.</summary>
internal sealed class ResourceDetector(ResourceDetection mode, AwsEnvironment environment, TimeSpan connectTimeout, TimeSpan timeout)
{
    private static readonly TimeSpan ShortConnectTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(2);

    public ResourceDetector(ResourceDetection mode, AwsEnvironment environment)
        : this(mode, environment, ShortConnectTimeout, ShortTimeout)
    {
    }

    /// <summary>Whether nothing is to be found out.</summary>
    public bool IsOff => mode == ResourceDetection.None;

    /// <summary>Looks once. Never throws, but for the cancellation it is asked for.</summary>
    /// <returns>What was found, and whether somebody who should know did not answer.</returns>
    public async Task<(AwsResource Resource, bool IsComplete)> DetectAsync(CancellationToken cancellationToken)
    {
        var resource = new AwsResource();
        using var client = new MetadataClient(connectTimeout, timeout);
        bool isComplete = true;
        foreach (ResourceDetection kind in Kinds())
        {
            try
            {
                await DescribeAsync(kind, resource, client, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Whoever answers there, and whatever: a process that does not know where it runs still runs.
                TracingEventSource.Log.ResourceUnknown(kind.ToString(), exception.Message);
                isComplete = false;
            }
        }

        return (resource, isComplete);
    }

    private IEnumerable<ResourceDetection> Kinds()
    {
        if (mode is not ResourceDetection.Auto)
        {
            return mode is ResourceDetection.Ecs or ResourceDetection.Eks or ResourceDetection.ElasticBeanstalk && environment.IsEc2
                ? [mode, ResourceDetection.Ec2]
                : [mode];
        }

        (ResourceDetection Kind, bool IsHere)[] signs =
        [
            (ResourceDetection.Lambda, environment.IsLambda),
            (ResourceDetection.Ecs, environment.EcsMetadataUri is not null),
            (ResourceDetection.Eks, environment.IsEks),
            (ResourceDetection.ElasticBeanstalk, environment.BeanstalkConfiguration is not null),
            (ResourceDetection.Ec2, environment.IsEc2),
        ];
        return signs.Where(static sign => sign.IsHere).Select(static sign => sign.Kind);
    }

    private async Task DescribeAsync(
        ResourceDetection kind, AwsResource resource, MetadataClient client, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case ResourceDetection.Ec2:
                await Ec2Instance.DescribeAsync(resource, client, environment, cancellationToken).ConfigureAwait(false);
                break;
            case ResourceDetection.Ecs:
                await EcsContainer.DescribeAsync(resource, client, environment, cancellationToken).ConfigureAwait(false);
                break;
            case ResourceDetection.Eks:
                await EksPod.DescribeAsync(resource, environment, connectTimeout, timeout, cancellationToken).ConfigureAwait(false);
                break;
            case ResourceDetection.ElasticBeanstalk:
                BeanstalkEnvironment.Describe(resource, environment);
                break;
            case ResourceDetection.Lambda:
                LambdaFunction.Describe(resource, environment);
                break;
        }
    }
}
