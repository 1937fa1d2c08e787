using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>Which instruments are recorded: by default, by our settings, by the platform's rules, and when either changes.</summary>
public sealed class SelectionTests
{
    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting", "http.server.request.duration")]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", "kestrel.active_connections")]
    [InlineData("System.Net.Http", "http.client.open_connections")]
    [InlineData("System.Net.NameResolution", "dns.lookup.duration")]
    [InlineData("System.Runtime", "dotnet.gc.pause.time")]
    [InlineData("System.Runtime", "dotnet.thread_pool.queue.length")]
    [InlineData("System.Runtime", "dotnet.process.memory.working_set")]
    [InlineData("Npgsql", "db.client.operation.duration")]
    [InlineData("Npgsql", "db.client.connection.count")]
    public void What_a_service_needs_is_recorded_out_of_the_box(string meter, string instrument)
    {
        using CollectorHarness harness = new CollectorHarness().Start();

        harness.Factory.Create(meter).CreateCounter<long>(instrument).Enabled.Should().BeTrue();
    }

    [Theory]
    [InlineData(true, "other", null, null, true)]
    [InlineData(true, "oth", null, null, true)]
    [InlineData(true, "o*r", null, null, true)]
    [InlineData(true, "other", "counter", null, true)]
    [InlineData(true, "other", "another", null, false)]
    [InlineData(true, "other", null, "Obs", true)]
    [InlineData(true, "other", null, "Console", false)]
    [InlineData(false, "test", null, null, false)]
    public void The_rules_of_the_platform_come_first(bool enable, string? meter, string? instrument, string? listener, bool expected)
    {
        var options = new Microsoft.Extensions.Diagnostics.Metrics.MetricsOptions();
        options.Rules.Add(new InstrumentRule(meter, instrument, listener, MeterScope.Global | MeterScope.Local, enable));
        using CollectorHarness harness = WithRules(options);

        harness.Factory.Create(enable ? "other" : "test").CreateCounter<long>("counter").Enabled.Should().Be(expected);
    }

    [Fact]
    public void Of_several_rules_the_most_specific_decides_and_of_two_alike_the_later()
    {
        var options = new Microsoft.Extensions.Diagnostics.Metrics.MetricsOptions();
        Add(null, null, null, enable: false);
        Add("other", null, null, enable: true);
        Add("other", "quiet", null, enable: true);
        Add("other", "quiet", null, enable: false);
        Add("", null, "Obs", enable: true);
        using CollectorHarness harness = WithRules(options);
        using CollectorHarness withoutOwn = WithRules(Without("Obs"));

        harness.Factory.Create("other").CreateCounter<long>("quiet").Enabled.Should().BeTrue("a rule for us alone is the most specific");
        withoutOwn.Factory.Create("other").CreateCounter<long>("quiet").Enabled.Should().BeFalse();
        withoutOwn.Factory.Create("other").CreateCounter<long>("loud").Enabled.Should().BeTrue();
        withoutOwn.Factory.Create("test").CreateCounter<long>("c").Enabled.Should().BeFalse();

        void Add(string? meter, string? instrument, string? listener, bool enable) =>
            options.Rules.Add(new InstrumentRule(meter, instrument, listener, MeterScope.Global | MeterScope.Local, enable));

        Microsoft.Extensions.Diagnostics.Metrics.MetricsOptions Without(string listener)
        {
            var fewer = new Microsoft.Extensions.Diagnostics.Metrics.MetricsOptions();
            foreach (InstrumentRule rule in options.Rules.Where(r => r.ListenerName != listener))
            {
                fewer.Rules.Add(rule);
            }

            return fewer;
        }
    }

    [Fact]
    public async Task A_change_of_the_configuration_takes_hold_while_the_service_runs()
    {
        var settings = new Dictionary<string, string?> { ["Observability:Metrics:Meters:0"] = "first" };
        using IHost host = await StartAsync(settings);
        IMeterFactory factory = host.Services.GetRequiredService<IMeterFactory>();
        Counter<long> first = factory.Create("first").CreateCounter<long>("a");
        Counter<long> second = factory.Create("second").CreateCounter<long>("b");
        Counter<long> ruled = factory.Create("ruled").CreateCounter<long>("c");
        first.Add(1);
        (first.Enabled, second.Enabled, ruled.Enabled).Should().Be((true, false, false));

        Reload(host, new()
        {
            ["Observability:Metrics:Meters:0"] = "second",
            ["Metrics:EnabledMetrics:ruled"] = "true",
        });

        (first.Enabled, second.Enabled, ruled.Enabled).Should().Be((false, true, true));
        second.Add(2);
        await host.StopAsync();
        host.Services.GetRequiredService<MetricStore>().GetWindow(TimeSpan.FromHours(1)).Series
            .Where(static s => s.MeterName is "first" or "second").Select(static s => (s.InstrumentName, s.Sum)).Should()
            .BeEquivalentTo([("a", 1.0), ("b", 2.0)]);
    }

    [Fact]
    public async Task A_view_that_changes_begins_a_series_of_its_own_and_loses_nothing()
    {
        using IHost host = await StartAsync(new() { ["Observability:Metrics:Meters:0"] = "first" });
        Counter<long> counter = host.Services.GetRequiredService<IMeterFactory>().Create("first").CreateCounter<long>("a");
        counter.Add(1, new KeyValuePair<string, object?>("user", "x"));

        Reload(host, new()
        {
            ["Observability:Metrics:Views:0:InstrumentName"] = "a",
            ["Observability:Metrics:Views:0:KeepTags:0"] = "none",
        });
        counter.Add(2, new KeyValuePair<string, object?>("user", "x"));
        Reload(host, []);
        counter.Add(4, new KeyValuePair<string, object?>("user", "x"));

        await host.StopAsync();
        host.Services.GetRequiredService<MetricStore>().GetWindow(TimeSpan.FromHours(1)).Series
            .Where(static s => s.MeterName == "first").Sum(static s => s.Sum).Should().Be(7);
    }

    [Fact]
    public async Task A_change_that_is_wrong_is_refused_and_the_last_right_one_stays()
    {
        using IHost host = await StartAsync(new() { ["Observability:Metrics:Meters:0"] = "first" });
        Counter<long> first = host.Services.GetRequiredService<IMeterFactory>().Create("first").CreateCounter<long>("a");

        // To whoever reloads, the platform itself throws: the monitor that its check at the start leaves behind validates again.
        Record.Exception(() => Reload(host, new()
        {
            ["Observability:Metrics:Meters:0"] = "second",
            ["Observability:Metrics:MaxSeries"] = "0",
        })).Should().BeOfType<AggregateException>().Which.InnerExceptions.Should().ContainSingle();

        first.Enabled.Should().BeTrue();
        await host.StopAsync();
    }

    private static CollectorHarness WithRules(Microsoft.Extensions.Diagnostics.Metrics.MetricsOptions rules) =>
        new CollectorHarness(rules: rules).Start();

    private static async Task<IHost> StartAsync(Dictionary<string, string?> settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddMetrics(metrics => metrics.AddConfiguration(builder.Configuration.GetSection("Metrics")));
        builder.Services.AddSingleton<TimeProvider>(new ManualTimeProvider());
        builder.Services.AddObsMetrics();
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static void Reload(IHost host, Dictionary<string, string?> settings)
    {
        var root = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        foreach ((string key, string? value) in settings)
        {
            root[key] = value;
        }

        root.Reload();
    }
}
