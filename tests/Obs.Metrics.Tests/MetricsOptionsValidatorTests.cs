using Microsoft.Extensions.Options;

namespace Obs.Metrics.Tests;

public sealed class MetricsOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() =>
        new MetricsOptionsValidator().Validate(null, new MetricsOptions()).Succeeded.Should().BeTrue();

    [Fact]
    public void Everything_wrong_is_said_at_once_with_key_range_and_value()
    {
        var options = new MetricsOptions
        {
            Interval = TimeSpan.FromHours(1),
            Retention = TimeSpan.FromDays(2),
            RetentionBytes = 5,
            MaxSeries = 0,
            MaxSeriesBytes = long.MaxValue,
            IdleTimeout = TimeSpan.FromSeconds(3),
            ObservationTimeout = TimeSpan.Zero,
            SinkTimeout = TimeSpan.FromMinutes(2),
            SignificantDigits = 6,
            Meters = { "ok", " " },
            ExcludedMeters = { "" },
            Views = { new MetricView { Factor = 0, SignificantDigits = 9, Name = " " } },
        };

        ValidateOptionsResult result = new MetricsOptionsValidator().Validate(null, options);

        result.Failures.Should().Equal(
            "Property Observability:Metrics:Interval: must be 00:00:01 to 00:15:00; found 01:00:00.",
            "Property Observability:Metrics:Retention: must be 01:00:00 to 1.00:00:00; found 2.00:00:00.",
            "Property Observability:Metrics:RetentionBytes: must be 1048576 to 1073741824; found 5.",
            "Property Observability:Metrics:MaxSeries: must be 1 to 100000; found 0.",
            "Property Observability:Metrics:MaxSeriesBytes: must be 65536 to 1073741824; found 9223372036854775807.",
            "Property Observability:Metrics:IdleTimeout: must be 01:00:00 to 1.00:00:00; found 00:00:03.",
            "Property Observability:Metrics:ObservationTimeout: must be 00:00:00.0100000 to 00:01:00; found 00:00:00.",
            "Property Observability:Metrics:SinkTimeout: must be 00:00:00 to 00:01:00; found 00:02:00.",
            "Property Observability:Metrics:SignificantDigits: must be 1 to 5; found 6.",
            "Property Observability:Metrics:Meters:1: must name a meter or an instrument; found \" \".",
            "Property Observability:Metrics:ExcludedMeters:0: must name a meter or an instrument; found \"\".",
            "Property Observability:Metrics:Views:0: must name a meter or an instrument; found \"\".",
            "Property Observability:Metrics:Views:0:Factor: must be 5E-324 to 1.7976931348623157E+308; found 0.",
            "Property Observability:Metrics:Views:0:SignificantDigits: must be 1 to 5; found 9.",
            "Property Observability:Metrics:Views:0:Name: must be a name or nothing; found \" \".");
    }
}
