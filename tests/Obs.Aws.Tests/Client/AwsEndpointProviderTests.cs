using Amazon.Runtime.Endpoints;
using Obs.Aws.Client;

namespace Obs.Aws.Tests.Client;

[Collection(EnvironmentVariables.Collection)]
public sealed class AwsEndpointProviderTests
{
    [Theory]
    [InlineData("eu-central-1", false, false, "https://monitoring.eu-central-1.amazonaws.com")]
    [InlineData("cn-north-1", false, false, "https://monitoring.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-east-1", true, false, "https://monitoring-fips.us-east-1.amazonaws.com")]
    [InlineData("us-gov-west-1", true, false, "https://monitoring.us-gov-west-1.amazonaws.com")]
    [InlineData("eu-central-1", false, true, "https://monitoring.eu-central-1.api.aws")]
    [InlineData("us-east-1", true, true, "https://monitoring-fips.us-east-1.api.aws")]
    [InlineData("xx-future-9", false, false, "https://monitoring.xx-future-9.amazonaws.com")]
    public void A_region_has_the_address_that_CloudWatch_s_model_gives_it(string region, bool fips, bool dualStack, string expected) =>
        AwsEndpointProvider.Regional("monitoring", region, fips, dualStack).Should().Be(expected);

    [Fact]
    public void The_setting_comes_before_the_service_s_variable_and_that_before_the_general_one()
    {
        using var environment = new EnvironmentVariables(
            ("AWS_REGION", "eu-west-1"), ("AWS_ENDPOINT_URL_CLOUDWATCH", "http://127.0.0.1:2"), ("AWS_ENDPOINT_URL", "http://127.0.0.1:3"));

        Resolve(new AwsOptions { ServiceUrl = "http://127.0.0.1:1" }).Should().Be("http://127.0.0.1:1");
        Resolve(new AwsOptions()).Should().Be("http://127.0.0.1:2");
        Resolve(new AwsOptions { Region = "eu-west-2" }).Should().Be("http://127.0.0.1:2");
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_CLOUDWATCH", null);
        Resolve(new AwsOptions()).Should().Be("http://127.0.0.1:3");
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", null);
        Resolve(new AwsOptions()).Should().Be("https://monitoring.eu-west-1.amazonaws.com");
    }

    private static string Resolve(AwsOptions options) =>
        new AwsEndpointProvider(new AwsClientConfig(AwsService.CloudWatch, options))
            .ResolveEndpoint(new EndpointParameters()).URL.TrimEnd('/');
}
