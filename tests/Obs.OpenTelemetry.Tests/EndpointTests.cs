using Obs.Aws;
using Obs.OpenTelemetry.Sending;

namespace Obs.OpenTelemetry.Tests;

/// <summary>Where traces go, by who says so first.</summary>
public sealed class EndpointTests
{
    private const string Local = "http://localhost:4318/v1/traces";

    [Theory]
    [InlineData(null, null, "", Local, false)]
    [InlineData("http://collector/x", "eu-west-1", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://other/", "http://collector/x", false)]
    [InlineData(null, "eu-west-1", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://other/t", "http://other/t", false)]
    [InlineData(null, "eu-west-1", "OTEL_EXPORTER_OTLP_ENDPOINT=http://other:4318/", "http://other:4318/v1/traces", false)]
    [InlineData(null, "eu-west-1", "", "https://xray.eu-west-1.amazonaws.com/v1/traces", true)]
    [InlineData(null, "cn-north-1", "", "https://xray.cn-north-1.amazonaws.com.cn/v1/traces", true)]
    [InlineData(null, null, "AWS_REGION=eu-west-1", "https://xray.eu-west-1.amazonaws.com/v1/traces", true)]
    [InlineData(null, "eu-west-1", "AWS_ENDPOINT_URL=http://127.0.0.1:4580", "http://127.0.0.1:4580/v1/traces", true)]
    [InlineData("https://xray.us-west-2.amazonaws.com/v1/traces", null, "", "https://xray.us-west-2.amazonaws.com/v1/traces", true)]
    [InlineData(null, null, "OTEL_EXPORTER_OTLP_ENDPOINT=no address", Local, false)]
    public void The_first_that_says_so_wins(string? endpoint, string? region, string variable, string expected, bool isXRay)
    {
        OtlpEndpoint found = Of(endpoint, region, variable, isEnabled: true);

        (found.Address.AbsoluteUri, found.IsXRay).Should().Be((expected, isXRay));
    }

    [Fact]
    public void A_host_of_XRay_names_the_region_it_is_signed_for() =>
        Of("https://xray.us-west-2.amazonaws.com/v1/traces", "eu-west-1", "", isEnabled: true).Region.Should().Be("us-west-2");

    [Fact]
    public void With_AWS_switched_off_XRay_is_not_called() =>
        Of(null, "eu-west-1", "", isEnabled: false).Address.AbsoluteUri.Should().Be(Local);

    private static OtlpEndpoint Of(string? endpoint, string? region, string variable, bool isEnabled)
    {
        string[] pair = variable.Split('=', 2);
        return OtlpEndpoint.Of(
            new OpenTelemetryOptions { Endpoint = endpoint }, new AwsOptions { Region = region, Enabled = isEnabled }, name =>
                name == pair[0] ? pair[1] : null);
    }
}
