using System.Text.Json;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests;

/// <summary>The storefront's own numbers and those that arrived at the other end of the wire are the same numbers.</summary>
[Collection(RunningShopDefinition.Name)]
public sealed class MetricsTests(ShopFixture shop)
{
    /// <summary>A bucket of the histogram is at most one percent wide.</summary>
    private const double HistogramError = 0.01;

    [Theory]
    [InlineData("5s")]
    [InlineData("20s")]
    [InlineData("24h")]
    public async Task The_endpoint_and_the_backend_count_the_same_for_the_same_windows(string length)
    {
        MetricWindow window = await MetricWindow.ReadAsync(shop.Shop, length);

        window.Operations.Should().NotBeEmpty();
        await window.WaitUntilReceivedAsync(shop.Page);
    }

    [RequiresToolFact("aws")]
    public async Task The_aws_CLI_reads_back_the_percentile_that_the_endpoint_says()
    {
        MetricWindow window = await MetricWindow.ReadAsync(shop.Shop, "5s");
        await window.WaitUntilReceivedAsync(shop.Page);

        JsonElement answer = await new AwsCli(AwsCli.FindPrograms()[0], shop.Page).RunAsync(
            "cloudwatch", "get-metric-data", "--start-time", MetricWindow.Iso(window.Start), "--end-time", MetricWindow.Iso(window.End),
            "--metric-data-queries",
            """
            [{"Id":"p99","MetricStat":{"Metric":{"Namespace":"Obs","MetricName":"Latency","Dimensions":
            [{"Name":"Environment","Value":"demo"},{"Name":"Service","Value":"storefront"}]},"Period":5,"Stat":"p99"}}]
            """);

        double expected = window.Report.GetProperty("totals").GetProperty("p99").GetDouble();
        answer.GetProperty("MetricDataResults")[0].GetProperty("Values").EnumerateArray().Should().ContainSingle()
            .Which.GetDouble().Should().BeApproximately(expected, expected * HistogramError);
    }
}
