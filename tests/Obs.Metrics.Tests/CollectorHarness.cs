using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Obs.TestSupport;
using PlatformOptions = Microsoft.Extensions.Diagnostics.Metrics.MetricsOptions;

namespace Obs.Metrics.Tests;

/// <summary>A collector that listens, with a meter of its own that no other test hears.</summary>
internal sealed class CollectorHarness : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public CollectorHarness(Action<MetricsOptions>? configure = null, PlatformOptions? rules = null)
    {
        Rules = rules ?? new PlatformOptions();
        var options = new MetricsOptions { Meters = { "test" } };
        configure?.Invoke(options);
        Factory = _services.GetRequiredService<IMeterFactory>();
        Meter = Factory.Create("test");
        Collector = new MeterCollector(Options.Create(options), Options.Create(Rules), Factory, Account, Time);
    }

    public PlatformOptions Rules { get; }

    public IMeterFactory Factory { get; }

    public Meter Meter { get; }

    public ManualTimeProvider Time { get; } = new();

    public CollectionAccount Account { get; } = new();

    public MeterCollector Collector { get; }

    /// <summary>Leaves out the meters of the platform and our own, to which whatever else the process does adds series.</summary>
    public static void HearOnlyItself(MetricsOptions options)
    {
        options.ExcludedMeters.Add("Microsoft.*");
        options.ExcludedMeters.Add("System.*");
        options.ExcludedMeters.Add("Obs.*");
    }

    public CollectorHarness Start()
    {
        Collector.Start();
        return this;
    }

    /// <summary>Another meter of the same name, which a test may dispose of; one without a scope every collector in the process would
    /// hear.</summary>
    public Meter CreateMeter() => new(new MeterOptions("test") { Scope = Factory });

    public List<MetricSeries> Take() => [.. TakeAll().Where(static s => s.MeterName == "test")];

    public List<MetricSeries> TakeAll() => Collector.TakeInterval(DateTimeOffset.UnixEpoch);

    public void Dispose()
    {
        Collector.Dispose();
        _services.Dispose();
    }
}
