using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Obs.Aws.Tests;

/// <summary>Services put together of single packages: whichever settings the host reads first, all mistakes are said at once.</summary>
public sealed class WrongSettingsTests
{
    private static readonly Dictionary<string, string?> Wrong = new()
    {
        ["Observability:Delivery:SpoolPath"] = "spool",
        ["Observability:Delivery:SpoolBytes"] = "7",
        ["Observability:Delivery:SpoolWait"] = "long",
        ["Observability:Metrics:SignificantDigits"] = "nine",
        ["Observability:Tracing:Sampling:FixedRate"] = "7",
        ["Observability:Aws:MaxSeries"] = "1",
    };

    [Fact]
    public async Task Wrong_settings_of_the_spool_do_not_hide_those_of_the_signals() =>
        (await FailuresAsync(static services => services.AddObsTracing().AddObsMetrics().AddObsAws())).Should().BeEquivalentTo(
            "Property Observability:Delivery:SpoolPath: must be an absolute path; found \"spool\".",
            "Property Observability:Delivery:SpoolBytes: must be 1048576 to 1099511627776 bytes; found 7.",
            "Property Observability:Delivery:SpoolWait: must be 00:00:00 to 00:00:01; found \"long\".",
            "Property Observability:Metrics:SignificantDigits: must be 1 to 5; found \"nine\".",
            "Property Observability:Tracing:Sampling:FixedRate: must be 0 to 1; found 7.",
            "Property Observability:Aws:MaxSeries: must be 10 to 1000000; found 1.");

    [Fact]
    public async Task Nor_do_those_of_the_log_which_every_host_reads_first()
    {
        IEnumerable<string> failures = await FailuresAsync(
            static services => services.AddObsAws().AddObsMetrics().AddObsLogging(static options => options.BufferBytes = 1));

        failures.Should().HaveCount(6).And.ContainSingle(static failure => failure.Contains("Logging:BufferBytes"));
    }

    private static async Task<IEnumerable<string>> FailuresAsync(Action<IServiceCollection> add)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(Wrong);
        add(builder.Services);
        Func<Task> start = async () =>
        {
            using IHost host = builder.Build();
            await host.StartAsync();
        };

        return (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Failures;
    }
}
