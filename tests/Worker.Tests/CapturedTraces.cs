using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Obs.Delivery;
using Obs.Tracing;

namespace Worker.Tests;

/// <summary>Tracing as the application has it, with the last step replaced: what would go to X-Ray is kept. Copy it into your own
/// tests.</summary>
internal sealed class CapturedTraces : IBatchSender, IAsyncDisposable
{
    private readonly List<JsonObject> _documents = [];
    private readonly ServiceProvider _services;

    public CapturedTraces()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddObsTracing(static options => options.Sampling.FixedRate = 1);
        services.AddKeyedSingleton<IBatchSender>("traces", this);
        _services = services.BuildServiceProvider();
    }

    public Tracer Tracer => _services.GetRequiredService<Tracer>();

    public async Task<IReadOnlyList<JsonObject>> DocumentsAsync()
    {
        await Tracer.FlushAsync();
        return _documents;
    }

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            _documents.Add(JsonNode.Parse(Encoding.UTF8.GetString(batch[i].Span))!.AsObject());
        }

        return ValueTask.FromResult(SendResult.Delivered);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
