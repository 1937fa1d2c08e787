using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Obs.Metrics.Tests;

/// <summary>A collector that listens, with a meter of its own that no other test hears.</summary>
internal sealed class CollectorHarness : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public CollectorHarness(Action<MetricsOptions>? configure = null)
    {
        var options = new MetricsOptions { Meters = { "test" } };
        configure?.Invoke(options);
        Factory = _services.GetRequiredService<IMeterFactory>();
        Meter = Factory.Create("test");
        Collector = new MeterCollector(Options.Create(options), Factory, Account);
    }

    public IMeterFactory Factory { get; }

    public Meter Meter { get; }

    public CollectionAccount Account { get; } = new();

    public MeterCollector Collector { get; }

    public CollectorHarness Start()
    {
        Collector.Start();
        return this;
    }

    public List<MetricSeries> Take() => [.. Collector.TakeInterval(DateTimeOffset.UnixEpoch).Where(static s => s.MeterName == "test")];

    public void Dispose()
    {
        Collector.Dispose();
        _services.Dispose();
    }
}
