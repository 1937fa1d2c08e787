using System.Text;
using Amazon.Runtime;
using Obs.Aws.Client;

namespace Obs.Aws.Tests.Client;

/// <summary>The client with example credentials, pointed at an endpoint of its own.</summary>
internal sealed class ConnectedClient : IAsyncDisposable
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private readonly AwsJsonClient _client;

    private ConnectedClient(FakeAwsEndpoint endpoint, AwsJsonClient client)
    {
        Endpoint = endpoint;
        _client = client;
    }

    public FakeAwsEndpoint Endpoint { get; }

    public static async Task<ConnectedClient> StartAsync(Action<AwsOptions>? configure = null)
    {
        FakeAwsEndpoint endpoint = await FakeAwsEndpoint.StartAsync();
        var options = new AwsOptions
        {
            ServiceUrl = endpoint.Url,
            Region = "eu-central-1",
            RequestTimeout = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromMinutes(5),
        };
        configure?.Invoke(options);
        var config = new AwsClientConfig(AwsService.CloudWatch, options);
        return new ConnectedClient(endpoint, new AwsJsonClient(new BasicAWSCredentials(AccessKey, SecretKey), config));
    }

    public Task<AwsReply> PutMetricDataAsync(string body, CancellationToken cancellationToken = default) =>
        _client.CallAsync(AwsOperation.PutMetricData, Encoding.UTF8.GetBytes(body), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Endpoint.DisposeAsync();
    }
}
