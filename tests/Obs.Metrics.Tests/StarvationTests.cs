using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.TestSupport;
using Xunit.Abstractions;

namespace Obs.Metrics.Tests;

/// <summary>A thread pool without a free thread, as an application that blocks makes it: windows keep their length.</summary>
[Collection(Alone.Name)]
public sealed class StarvationTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task F32_windows_are_closed_and_reach_their_sinks_while_the_pool_is_starved()
    {
        int count = Nightly.Rounds(2, 60);
        using var sink = new WaitingSink();
        using IHost host = await StartAsync(sink);
        Counter<long> hits = host.Services.GetRequiredService<IMeterFactory>().Create("Obs.Test").CreateCounter<long>("hits");
        host.Services.GetRequiredService<IMeterFactory>().Create("Obs.Test").CreateObservableGauge("depth", static () => 7);
        long recorded = 0;
        List<MetricWindow> closed = [];
        using (var pool = new StarvedPool())
        {
            for (int i = 0; i < count; i++)
            {
                hits.Add(1);
                recorded++;
                closed.Add(sink.Take());
            }

            hits.Add(1);
            recorded++;
            Task stopped = host.Services.GetServices<IHostedService>().OfType<WindowService>().Single().StoppedAsync(default);
            ((IAsyncResult)stopped).AsyncWaitHandle.WaitOne(Patience.Limit).Should().BeTrue("a stop needs no thread of the pool");
            StarvedPool.IsStarved.Should().BeTrue();
        }

        await host.StopAsync();
        closed.AddRange(sink.Rest());
        SumOf(closed, "hits").Should().Be(recorded);
        closed[1].Series.Should().Contain(static series => series.InstrumentName == "depth", "observable instruments are asked too");
        TimeSpan longest = closed.Take(count).Max(static window => window.Duration);
        output.WriteLine($"{count} windows, the longest of {longest / Interval:F2} intervals");
        if (Nightly.IsNow)
        {
            longest.Should().BeLessThanOrEqualTo(2 * Interval);
        }
    }

    private static double SumOf(IEnumerable<MetricWindow> windows, string name) =>
        windows.SelectMany(static window => window.Series).Where(series => series.InstrumentName == name).Sum(static series => series.Sum);

    private static async Task<IHost> StartAsync(WaitingSink sink)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IMetricWindowSink>(sink);
        builder.Services.AddObsMetrics(static options => options.Interval = Interval);
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class WaitingSink : IMetricWindowSink, IDisposable
    {
        private readonly BlockingCollection<MetricWindow> _closed = [];

        public void OnWindowClosed(MetricWindow window) => _closed.Add(window);

        // Without a thread of the pool, which has none to spare.
        public MetricWindow Take() =>
            _closed.TryTake(out MetricWindow? window, Patience.Limit) ? window : throw new TimeoutException("No window was closed.");

        public IEnumerable<MetricWindow> Rest()
        {
            while (_closed.TryTake(out MetricWindow? window))
            {
                yield return window;
            }
        }

        public void Dispose() => _closed.Dispose();
    }
}
