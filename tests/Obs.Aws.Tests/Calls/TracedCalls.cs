using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Telemetry;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Delivery;
using Obs.Tracing;

namespace Obs.Aws.Tests.Calls;

/// <summary>A traced worker with real clients of the AWS SDK, and an endpoint on this machine that they call.</summary>
internal sealed class TracedCalls : IAsyncDisposable
{
    private readonly KeptDocuments _documents = new();
    private readonly IHost _host;

    private TracedCalls(FakeAwsEndpoint endpoint, double fixedRate)
    {
        Endpoint = endpoint;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddKeyedSingleton<IBatchSender>("traces", _documents);
        builder.Services.AddObsTracing(options =>
        {
            options.Sampling.ReservoirPerSecond = 0;
            options.Sampling.FixedRate = fixedRate;
            options.Resource = ResourceDetection.None;
        });
        builder.Services.AddObsAws(static options => options.Enabled = false);
        _host = builder.Build();
    }

    public FakeAwsEndpoint Endpoint { get; }

    public Tracer Tracer => _host.Services.GetRequiredService<Tracer>();

    public static async Task<TracedCalls> StartAsync(double fixedRate = 1)
    {
        var calls = new TracedCalls(await FakeAwsEndpoint.StartAsync(), fixedRate);
        await calls._host.StartAsync();
        return calls;
    }

    public AmazonDynamoDBClient CreateDynamoDB(int retries = 2, TelemetryProvider? telemetry = null) =>
        new(new BasicAWSCredentials("id", "secret"), new AmazonDynamoDBConfig
        {
            TelemetryProvider = telemetry ?? new DefaultTelemetryProvider(),
            ServiceURL = Endpoint.Url,
            AuthenticationRegion = "eu-west-1",
            MaxErrorRetry = retries,
        });

    public AmazonS3Client CreateS3() => new(new BasicAWSCredentials("id", "secret"), new AmazonS3Config
    {
        ServiceURL = Endpoint.Url,
        AuthenticationRegion = "eu-west-1",
        ForcePathStyle = true,
    });

    /// <summary>Does work inside a segment and returns the document.</summary>
    public async Task<JsonObject> TraceAsync(Func<Task> work)
    {
        using (Tracer.BeginSegment("job"))
        {
            await work();
        }

        using var ceiling = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await Tracer.FlushAsync(ceiling.Token);
        return JsonNode.Parse(_documents.Texts.Single())!.AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Endpoint.DisposeAsync();
    }

    private sealed class KeptDocuments : IBatchSender
    {
        public List<string> Texts { get; } = [];

        public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                Texts.Add(Encoding.UTF8.GetString(batch[i].Span));
            }

            return ValueTask.FromResult(SendResult.Delivered);
        }
    }
}
