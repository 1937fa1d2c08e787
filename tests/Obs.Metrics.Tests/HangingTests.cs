using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>Code of others that does not come back.</summary>
public sealed class HangingTests : IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly ManualResetEventSlim _entered = new();

    [Fact]
    public async Task An_observable_that_hangs_is_left_out_until_it_has_answered()
    {
        using var harness = new CollectorHarness();
        harness.Start();
        harness.Meter.CreateObservableGauge("stuck", () =>
        {
            _entered.Set();
            _release.Wait();
            return 1;
        });
        harness.Meter.CreateObservableGauge("sound", static () => 42);

        Task<List<MetricSeries>> held = Task.Run(harness.TakeAll);
        _entered.Wait(Patience.Limit).Should().BeTrue();
        harness.Time.Advance(TimeSpan.FromSeconds(2));
        await held.WaitAsync(Patience.Limit);
        List<MetricSeries> next = harness.Take();

        harness.Account.ObservableTimeouts.Should().Be(1);
        next.Should().ContainSingle().Which.InstrumentName.Should().Be("sound");
        _release.Set();
        SpinWait.SpinUntil(() => harness.Take().Exists(static s => s.InstrumentName == "stuck"), Patience.Limit).Should().BeTrue();
    }

    [Fact]
    public async Task A_sink_that_hangs_holds_up_neither_the_windows_nor_the_other_sinks_nor_the_stop()
    {
        var time = new ManualTimeProvider();
        var sound = new WindowCollector();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IMetricWindowSink>(new HangingSink(_entered, _release));
        builder.Services.AddSingleton<IMetricWindowSink>(sound);
        builder.Services.AddObsMetrics();

        // The snapshots' own sink would be a third whose drops are counted.
        builder.Services.Remove(builder.Services.Last(static service => service.ServiceType == typeof(IMetricWindowSink)));
        using IHost host = builder.Build();
        await host.StartAsync();
        WindowCloser closer = host.Services.GetRequiredService<WindowCloser>();
        closer.Close();
        await sound.NextAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
        _entered.Wait(Patience.Limit).Should().BeTrue();

        for (int i = 0; i < SinkFeed.Capacity + 2; i++)
        {
            closer.Close();
            await sound.NextAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
        }

        Task stopped = host.StopAsync();

        // The clock moves when the sink that hangs is the only one still waited for: the sound ones are given as long as it.
        TimeSpan limit = host.Services.GetRequiredService<IOptions<MetricsOptions>>().Value.SinkTimeout;
        await sound.NextAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
        await Eventually.GetAsync(() => Task.FromResult(time.ArmedTimers == 1 && time.IsArmed(limit)), static isAlone => isAlone);
        time.Advance(limit);
        await stopped.WaitAsync(Patience.Limit);

        // Everything is accounted for: two found no room, and so did the last; the rest was waiting, one of it in the sink's hands.
        sound.All.Should().HaveCount(SinkFeed.Capacity + 4);
        host.Services.GetRequiredService<CollectionAccount>().SinkDrops.Should().Be(SinkFeed.Capacity + 4);
    }

    public void Dispose()
    {
        _release.Set();
        _release.Dispose();
        _entered.Dispose();
    }

    private sealed class HangingSink(ManualResetEventSlim entered, ManualResetEventSlim release) : IMetricWindowSink
    {
        public void OnWindowClosed(MetricWindow window)
        {
            entered.Set();
            release.Wait();
        }
    }
}
