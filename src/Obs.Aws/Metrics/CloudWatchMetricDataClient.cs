using Amazon.Runtime;
using Obs.Aws.Client;

namespace Obs.Aws.Metrics;

/// <summary>The client that is used when the application brings none.</summary>
internal sealed class CloudWatchMetricDataClient(AwsOptions options, AWSCredentials? credentials) : IMetricDataClient, IDisposable
{
    private readonly AwsConnection _cloudWatch = new(AwsService.CloudWatch, options, credentials);

    public async ValueTask PutMetricDataAsync(MetricDataRequest request, CancellationToken cancellationToken) =>
        await _cloudWatch.CallAsync(AwsOperation.PutMetricData, request.ToJson(), cancellationToken).ConfigureAwait(false);

    public void Dispose() => _cloudWatch.Dispose();
}
