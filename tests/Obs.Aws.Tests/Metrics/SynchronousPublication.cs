using Obs.Metrics;

namespace Obs.Aws.Tests.Metrics;

/// <summary>One publication from window to data, for properties, which cannot await.</summary>
internal sealed class SynchronousPublication : IDisposable
{
    private readonly PublisherFixture _fixture = new();

    /// <summary>The latency data of the whole service.</summary>
    public MetricDatum[] Publish(params MetricSeries[] series)
    {
        _fixture.Close(0, series);
        Dispose();
        return [.. _fixture.CloudWatch.Of("Latency", "Test", "shop")];
    }

    public void Dispose() => _fixture.StopAsync().AsTask().GetAwaiter().GetResult();
}
