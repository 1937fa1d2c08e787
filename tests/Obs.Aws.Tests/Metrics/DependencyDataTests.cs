namespace Obs.Aws.Tests.Metrics;

public sealed class DependencyDataTests
{
    [Fact]
    public async Task Calls_are_published_for_each_remote_service_and_each_of_its_operations()
    {
        await using var fixture = new PublisherFixture();

        fixture.Close(
            0,
            PublisherFixture.Calls("POST", "payments", 200, 0.010, 0.020),
            PublisherFixture.Calls("POST", "payments", 503, 0.200),
            PublisherFixture.Calls("GET", "payments", 200, 0.005),
            PublisherFixture.Calls("GET", "inventory", 404, 0.001));
        await fixture.StopAsync();

        (Calls("payments"), Calls("payments", "POST"), Calls("payments", "GET"), Calls("inventory")).Should().Be((4, 3, 1, 1));
        (Sum("Fault", "payments"), Sum("Fault", "payments", "POST"), Sum("Error", "inventory", "GET")).Should().Be((1, 1, 1));
        fixture.CloudWatch.Accepted.Should().OnlyContain(static a => a.Namespace == "Obs").And.HaveCount(15, "nothing was served");

        double Calls(params string[] remote) =>
            fixture.CloudWatch.Of("Latency", ["Test", "shop", .. remote]).Sum(static d => d.Counts.Sum());

        double Sum(string metric, params string[] remote) =>
            fixture.CloudWatch.Of(metric, ["Test", "shop", .. remote]).Sum(
                static d => d.Values.Zip(d.Counts, static (v, c) => v * c).Sum());
    }

    [Fact]
    public async Task Beyond_the_ceiling_remote_services_share_their_series_and_sums_stay_exact()
    {
        await using var fixture = new PublisherFixture(static options => options.MaxSeries = 10);

        fixture.Close(0, [.. Enumerable.Range(0, 20).Select(static i => PublisherFixture.Calls("GET", $"host-{i:00}", 200, 0.010))]);
        await fixture.StopAsync();

        fixture.CloudWatch.Accepted.Where(static a => a.Datum.MetricName == "Latency" && a.Datum.Dimensions.Count == 3)
            .Sum(static a => a.Datum.Counts.Sum()).Should().Be(20);
        fixture.CloudWatch.Of("Latency", "Test", "shop", "(other)").Should().ContainSingle();
    }
}
