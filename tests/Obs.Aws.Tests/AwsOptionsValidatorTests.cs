using Microsoft.Extensions.Options;

namespace Obs.Aws.Tests;

public sealed class AwsOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() => Validate(static _ => { }).Succeeded.Should().BeTrue();

    [Fact]
    public void All_failures_are_reported_at_once_with_key_range_and_value()
    {
        ValidateOptionsResult result = Validate(static options =>
        {
            options.Region = "Frankfurt";
            options.ServiceUrl = "localhost:4566";
            options.Namespace = "AWS/Obs";
            options.ServiceName = " ";
            options.Environment = new string('x', 256);
            options.PublishInterval = TimeSpan.FromMilliseconds(999);
            options.ConnectTimeout = TimeSpan.Zero;
            options.RequestTimeout = TimeSpan.FromHours(1);
            options.BufferBytes = 1;
            options.MaxSeries = 9;
            options.MetricLane = (MetricLane)7;
            options.Logs.Group = "my group";
            options.Logs.Stream = "a:b";
            options.Logs.BatchDelay = TimeSpan.FromHours(1);
        });

        result.Failures.Should().Equal(
            "Property Observability:Aws:Region: must be a region such as eu-central-1, in small letters, digits and hyphens; "
            + "found \"Frankfurt\".",
            "Property Observability:Aws:ServiceUrl: must be an absolute http or https URL; found \"localhost:4566\".",
            "Property Observability:Aws:Namespace: must be 1 to 246 characters from A-Z, a-z, 0-9, .-_/#: and space, and start with "
            + "neither ':' nor 'AWS/'; found \"AWS/Obs\".",
            "Property Observability:Aws:ServiceName: must be 1 to 255 characters, not all of them spaces; found \" \".",
            "Property Observability:Aws:Environment: must be 1 to 255 characters, not all of them spaces; found 256 characters.",
            "Property Observability:Aws:PublishInterval: must be 00:00:01 to 00:15:00; found 00:00:00.9990000.",
            "Property Observability:Aws:ConnectTimeout: must be 00:00:00.1000000 to 00:01:00; found 00:00:00.",
            "Property Observability:Aws:RequestTimeout: must be 00:00:01 to 00:05:00; found 01:00:00.",
            "Property Observability:Aws:MaxSeries: must be 10 to 1000000; found 9.",
            "Property Observability:Aws:MetricLane: must be PutMetricData or EmbeddedMetricFormat; found 7.",
            "Property Observability:Aws:Logs:Group: must be 1 to 512 characters from A-Z, a-z, 0-9 and ._-/#; found \"my group\".",
            "Property Observability:Aws:Logs:Stream: must be 1 to 512 characters without : and *; found \"a:b\".",
            "Property Observability:Aws:Logs:BatchDelay: must be 00:00:00 to 00:01:00; found 01:00:00.",
            "Property Observability:Aws:BufferBytes: must be 65536 to 1073741824 bytes; found 1.");
    }

    [Theory]
    [InlineData("")]
    [InlineData(":Obs")]
    [InlineData(" ")]
    [InlineData("Ob$")]
    [InlineData("Größe")]
    public void A_namespace_that_CloudWatch_would_refuse_stops_the_start(string text) =>
        Validate(options => options.Namespace = text).Failed.Should().BeTrue();

    [Theory]
    [InlineData("https://monitoring.eu-central-1.amazonaws.com")]
    [InlineData("http://127.0.0.1:4566")]
    [InlineData("http://[::1]:4566/path")]
    public void An_absolute_url_is_accepted(string url) => Validate(options => options.ServiceUrl = url).Succeeded.Should().BeTrue();

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("/metrics")]
    [InlineData("")]
    public void Any_other_url_is_not(string url) => Validate(options => options.ServiceUrl = url).Failed.Should().BeTrue();

    private static ValidateOptionsResult Validate(Action<AwsOptions> configure)
    {
        var options = new AwsOptions();
        configure(options);
        return new AwsOptionsValidator().Validate(null, options);
    }
}
