using Amazon.Runtime;
using Obs.Aws.Client;

namespace Obs.Aws.Metrics;

/// <summary>The client that is used when the application brings none.</summary>
/// <remarks>Made in full at the first request, on the queue's thread: finding region and credentials may ask the instance metadata
/// service, and a start must not wait for that.</remarks>
internal sealed class CloudWatchMetricDataClient(AwsOptions options, AWSCredentials? credentials) : IMetricDataClient, IDisposable
{
    private AwsJsonClient? _client;

    public async ValueTask PutMetricDataAsync(MetricDataRequest request, CancellationToken cancellationToken)
    {
        _client ??= Connect();
        await _client.CallAsync(AwsOperation.PutMetricData, request.ToJson(), cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _client?.Dispose();

    private AwsJsonClient Connect()
    {
        var config = new AwsClientConfig(AwsService.CloudWatch, options);
        return new AwsJsonClient(credentials ?? LocalCredentials.For(config.ServiceURL), config);
    }
}
