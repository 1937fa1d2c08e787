using Amazon.Runtime;

namespace Obs.Aws.Client;

/// <summary>A client of one service that is made at its first call.</summary>
/// <remarks>On the queue's thread, that is: finding region and credentials may ask the instance metadata service, and a start must not
/// wait for that. Thread safety: for one thread at a time, as a queue's sender is.</remarks>
internal sealed class AwsConnection(AwsService service, AwsOptions options, AWSCredentials? credentials) : IDisposable
{
    private AwsJsonClient? _client;

    /// <inheritdoc cref="AwsJsonClient.CallAsync"/>
    public Task<AwsReply> CallAsync(AwsOperation operation, byte[] body, CancellationToken cancellationToken)
    {
        _client ??= Connect();
        return _client.CallAsync(operation, body, cancellationToken);
    }

    public void Dispose() => _client?.Dispose();

    private AwsJsonClient Connect()
    {
        var config = new AwsClientConfig(service, options);
        return new AwsJsonClient(credentials ?? LocalCredentials.For(config.ServiceURL), config);
    }
}
