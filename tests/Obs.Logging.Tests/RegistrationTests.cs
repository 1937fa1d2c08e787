using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Obs.Delivery;
using Obs.Logging.Sinks;
using Obs.Logging.Tests.Support;

namespace Obs.Logging.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void Adding_it_twice_writes_an_entry_once_and_code_wins_over_configuration()
    {
        using var harness = new LogHarness(
            static o => o.ServiceName = "from code", ("Observability:Logging:ServiceName", "from configuration"));

        harness.Logger.LogInformation("x");

        harness.Entry().GetProperty("service").GetString().Should().Be("from code");

        var services = new ServiceCollection();
        services.AddObsLogging().AddObsLogging();
        services.Count(static d => d.ServiceType == typeof(ILoggerProvider)).Should().Be(1);
    }

    [Fact]
    public void Levels_follow_the_standard_section_under_our_alias()
    {
        using var harness = new LogHarness(null, ("Logging:LogLevel:Default", "Error"), ("Logging:Obs:LogLevel:Shop", "Warning"));

        harness.Logger.LogInformation("no");
        harness.Logger.LogWarning("yes");

        harness.Entry().GetProperty("message").GetString().Should().Be("yes");
    }

    [Fact]
    public void Switched_off_it_writes_nothing()
    {
        using ServiceProvider services = Services(("Observability:Logging:Enabled", "false")).BuildServiceProvider();

        services.GetRequiredService<ILogger<RegistrationTests>>().IsEnabled(LogLevel.Critical).Should().BeFalse();
        services.GetRequiredService<DeliveryAccounts>().Read().Should().BeEmpty();
    }

    [Fact]
    public void All_wrong_settings_are_named_at_once()
    {
        using ServiceProvider services = Services(
            ("Observability:Logging:BufferBytes", "1"),
            ("Observability:Logging:MaxEntryBytes", "65535"),
            ("Observability:Logging:FlushInterval", "-00:00:01"),
            ("Observability:Logging:StopTimeout", "1.00:00:00"),
            ("Observability:Logging:File:Path", "logs/"),
            ("Observability:Logging:File:MaxFiles", "0"),
            ("Observability:Logging:Redaction:HashKey", "c2hvcnQ="),
            ("Observability:Logging:Redaction:Rules:0:Name", " "),
            ("Observability:Logging:Redaction:Rules:1:Pattern", @"(a)\1"),
            ("Observability:Logging:Redaction:Rules:2:Action", "Erase"),
            ("Observability:Logging:Sampling:PerTemplatePerSecond", "0"),
            ("Observability:Logging:Sampling:Rules:0:Rate", "1.5"),
            ("Observability:Logging:Buffer:Bytes", "1")).BuildServiceProvider();

        Action read = () => _ = services.GetRequiredService<IOptions<LoggingOptions>>().Value;

        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(
            "Property Observability:Logging:BufferBytes: must be 65536 to 1073741824; found 1.",
            "Property Observability:Logging:MaxEntryBytes: must be 65536 to 16777216; found 65535.",
            "Property Observability:Logging:FlushInterval: must be 00:00:00 to 00:01:00; found -00:00:01.",
            "Property Observability:Logging:StopTimeout: must be 00:00:00 to 00:01:00; found 1.00:00:00.",
            "Property Observability:Logging:File:Path: must be the path of a file; found \"logs/\".",
            "Property Observability:Logging:File:MaxFiles: must be 1 to 100; found 0.",
            "Property Observability:Logging:Redaction:HashKey: must be base64 of at least 16 bytes; found something else.",
            "Property Observability:Logging:Redaction:Rules:0:Name: must be 1 to 128 characters; found \" \".",
            "Property Observability:Logging:Redaction:Rules:1:Pattern: must be a regular expression of 1 to 1024 characters without back references "
            + "and look-around; found \"(a)\\1\".",
            "Property Observability:Logging:Redaction:Rules:2: must have either a Name or a Pattern; found neither.",
            "Property Observability:Logging:Sampling:PerTemplatePerSecond: must be 1 to 1000000; found 0.",
            "Property Observability:Logging:Sampling:Rules:0:Rate: must be 0 to 1; found 1.5.",
            "Property Observability:Logging:Buffer:Bytes: must be 65536 to 1073741824; found 1.");
    }

    [Fact]
    public async Task In_a_host_the_service_is_named_after_it_and_its_console_falls_silent()
    {
        var sink = new MemorySink();
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { ApplicationName = "Shop.Storefront", EnvironmentName = "Staging" });
        builder.Services.AddSingleton<ILogSink>(sink).AddObsLogging(static options => options.StopTimeout = TimeSpan.FromMinutes(1));

        using (IHost host = builder.Build())
        {
            await host.StartAsync();
            host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Shop").LogInformation("Started");
            host.Services.GetRequiredService<IOptions<LoggerFilterOptions>>().Value.Rules
                .Should().ContainSingle(static r => r.ProviderName!.EndsWith("ConsoleLoggerProvider") && r.LogLevel == LogLevel.None);
            await host.StopAsync();
        }

        sink.Lines.Should().Contain(static line => line.Contains("\"service\":\"Shop.Storefront\",\"environment\":\"Staging\""));
    }

    [Fact]
    public void Standard_output_gets_one_line_for_each_entry_and_all_of_them_before_the_end()
    {
        using var output = new MemoryStream();

        using (ServiceProvider provider = LoggingTo.Sink(new StandardOutputSink(output)))
        {
            ILogger logger = provider.GetRequiredService<ILogger<RegistrationTests>>();
            for (int i = 0; i < 1_000; i++)
            {
                logger.LogInformation("entry {Number}", i);
            }
        }

        string[] lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        lines.Should().HaveCount(1_001);
        lines[^1].Should().BeEmpty();
        lines[999].Should().Contain("\"message\":\"entry 999\"");
    }

    [Fact]
    public void Entries_of_one_interval_are_written_together_however_far_apart_they_are()
    {
        using var harness = new LogHarness();
        for (int i = 0; i < 50; i++)
        {
            harness.Time.Advance(TimeSpan.FromMilliseconds(1)); // Half of the interval in all.
            harness.Logger.LogInformation("entry {Number}", i);
        }

        harness.Lines().Should().HaveCount(50);
        harness.Sink.Writes.Should().Be(1);
    }

    [Fact]
    public void A_closed_output_is_a_counted_drop()
    {
        var output = new MemoryStream();
        output.Dispose();
        ServiceProvider provider = LoggingTo.Sink(new StandardOutputSink(output));
        DeliveryAccounts accounts = provider.GetRequiredService<DeliveryAccounts>();

        provider.GetRequiredService<ILogger<RegistrationTests>>().LogInformation("lost");
        provider.Dispose();

        accounts.Read().Single().Dropped.Should().Equal(new Dictionary<string, long> { ["output_closed"] = 1 });
    }

    private static ServiceCollection Services(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(LoggingTo.With(settings));
        services.AddObsLogging();
        return services;
    }
}
