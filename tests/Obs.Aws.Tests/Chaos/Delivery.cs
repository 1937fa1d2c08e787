using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Obs.Aws.Client;
using Obs.Aws.Traces;
using Obs.Delivery;

namespace Obs.Aws.Tests.Chaos;

/// <summary>A queue whose sender calls an endpoint of a test over a real connection, and an oracle that compares what went in with what
/// arrived.</summary>
internal sealed class Delivery : IAsyncDisposable
{
    private readonly EnvironmentVariables _environment = new();
    private readonly DeliveryAccounts _accounts = new();
    private readonly XRaySender _xray;
    private readonly ObservedSender _sender;
    private readonly DeliveryQueue _queue;
    private int _next;

    public Delivery(string url, Action<AwsOptions>? configure = null, AWSCredentials? credentials = null)
    {
        var options = new AwsOptions { ServiceUrl = url, Region = "eu-central-1", RequestTimeout = TimeSpan.FromMinutes(5) };
        configure?.Invoke(options);
        _xray = new XRaySender(
            new AwsConnection(AwsService.XRay, options, credentials ?? new BasicAWSCredentials("local", "local")), options,
            TimeProvider.System);
        _sender = new ObservedSender(_xray);
        var delivery = new DeliveryOptions();
        _sender.Configure(delivery);
        delivery.RetryBaseDelay = delivery.RetryMaxDelay = TimeSpan.FromMilliseconds(1);
        delivery.MaxBatchDelay = TimeSpan.FromMilliseconds(10);
        delivery.StopTimeout = TimeSpan.FromMilliseconds(500);
        _queue = new DeliveryQueue("traces", _sender, delivery, TimeProvider.System, _accounts);
    }

    public DeliveryAccount Account => _queue.GetAccount();

    /// <summary>How each attempt ended.</summary>
    public IReadOnlyCollection<SendResult> Results => _sender.Results;

    /// <summary>Hands over so many records, each of its own.</summary>
    public void Enqueue(int count)
    {
        foreach (int number in Enumerable.Range(_next, count))
        {
            _queue.TryEnqueue(Encoding.UTF8.GetBytes(Record(number))).Should().BeTrue();
        }

        _next += count;
    }

    public Task WaitForAttemptsAsync(int count) => _sender.WaitForAttemptsAsync(count);

    public Task FlushAsync() => _queue.FlushAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));

    /// <summary>Everything handed over so far has been answered, each record once, and none is lost or left.</summary>
    public void ShouldHaveArrived(RawEndpoint endpoint)
    {
        endpoint.Received.Where(static r => r.Misdeed == Misdeed.None)
            .SelectMany(static r => JsonNode.Parse(r.Body)!["TraceSegmentDocuments"]!.AsArray().Select(static d => (string)d!))
            .Should().BeEquivalentTo(Enumerable.Range(0, _next).Select(Record));
        (Account.Delivered, Account.Dropped.Count, Account.Buffered).Should().Be((_next, 0, 0));
    }

    /// <summary>Nothing has been sent, and nothing is lost.</summary>
    public void ShouldWait() =>
        (Account.Accepted, Account.Delivered, Account.Dropped.Count, Account.Buffered).Should().Be((_next, 0, 0, _next));

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        _sender.Dispose();
        _xray.Dispose();
        _accounts.Dispose();
        _environment.Dispose();
    }

    private static string Record(int number) => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{number:x16}}"}""");
}
