using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.Metrics;

namespace Obs.AspNetCore.Tests;

public sealed class WrongTypesTests
{
    [Theory]
    [InlineData("Metrics:Interval", "fast", "must be 00:00:01 to 00:15:00; found \"fast\".")]
    [InlineData("Metrics:Interval", "00:70:00", "must be 00:00:01 to 00:15:00; found \"00:70:00\".")]
    [InlineData("Metrics:SignificantDigits", "two", "must be 1 to 5; found \"two\".")]
    [InlineData("Metrics:SignificantDigits", "9999999999", "must be 1 to 5; found \"9999999999\".")]
    [InlineData("Metrics:Enabled", "perhaps", "must be true or false; found \"perhaps\".")]
    [InlineData("Metrics:Views:0:Factor", "x", "must be 5E-324 to 1.7976931348623157E+308; found \"x\".")]
    [InlineData("Tracing:Sampling:FixedRate", "lots", "must be 0 to 1; found \"lots\".")]
    [InlineData("Tracing:Sampling:Rules:0:FixedRate", "lots", "must be 0 to 1; found \"lots\".")]
    [InlineData("Tracing:Sampling:Trust", "Sometimes", "must be Limited, Never or Trusted; found \"Sometimes\".")]
    [InlineData(
        "Logging:Buffer:MaxLevel", "Loud", "must be Trace, Debug, Information, Warning, Error, Critical or None; found \"Loud\".")]
    [InlineData("Aws:MaxSeries", "all", "must be 10 to 1000000; found \"all\".")]
    [InlineData("Endpoint:AllowRemote", "ja", "must be true or false; found \"ja\".")]
    public void A_value_of_another_type_is_said_like_one_out_of_range(string key, string value, string message) =>
        Failures(new() { [key] = value }).Should().ContainSingle().Which.Should().Be($"Property Observability:{key}: {message}");

    [Fact]
    public void All_of_them_are_said_at_once_beside_those_out_of_range() =>
        Failures(new()
        {
            ["Metrics:Interval"] = "fast",
            ["Metrics:SignificantDigits"] = "9",
            ["Metrics:MaxSeries"] = "many",
            ["Tracing:StreamAfter"] = "soon",
            ["Endpoint:AllowRemote"] = "ja",
        }).Should().HaveCount(5);

    [Fact]
    public void What_is_right_beside_it_is_still_read()
    {
        MetricsOptions options = new();
        using ServiceProvider services = Services(new() { ["Metrics:Interval"] = "fast", ["Metrics:MaxSeries"] = "70" });
        foreach (IConfigureOptions<MetricsOptions> setting in services.GetServices<IConfigureOptions<MetricsOptions>>())
        {
            setting.Configure(options);
        }

        options.MaxSeries.Should().Be(70);
        options.Interval.Should().Be(new MetricsOptions().Interval);
    }

    private static IEnumerable<string> Failures(Dictionary<string, string?> settings)
    {
        using ServiceProvider services = Services(settings);
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException failure)
        {
            return failure.Failures;
        }
        catch (AggregateException failures)
        {
            return failures.InnerExceptions.Cast<OptionsValidationException>().SelectMany(static e => e.Failures).Distinct();
        }
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(
            settings.Select(static setting => KeyValuePair.Create($"Observability:{setting.Key}", setting.Value)));
        builder.Services.AddObservability();
        return builder.Services.BuildServiceProvider();
    }
}
