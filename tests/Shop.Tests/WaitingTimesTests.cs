using System.Text.Json;
using Obs.Metrics;

namespace Shop.Tests;

public sealed class WaitingTimesTests
{
    [Fact]
    public void A_table_sets_percentiles_side_by_side_in_milliseconds()
    {
        WaitingTimesTable.Describe([Times("visitors", 1, 2, 1_500), Times("service", 1, 1, 1)]).Split(Environment.NewLine).Should().Equal(
            "  ms             p50       p90       p99     p99.9       max",
            "  visitors       2.0    1500.2    1500.2    1500.2    1500.2",
            "  service        1.0       1.0       1.0       1.0       1.0");
    }

    [Fact]
    public void A_drawing_has_a_bar_for_each_doubling() =>
        WaitingTimesTable.Draw(Times("visitors", 0.5, 0.5, 3)).Split(Environment.NewLine).Should().Equal(
            "  to       1 ms        2 ########################################",
            "  to       2 ms        0 ",
            "  to       4 ms        1 ####################");

    [Fact]
    public void Payloads_of_all_operations_are_merged_and_what_the_service_called_is_left_out()
    {
        string payload = Convert.ToBase64String(HistogramEncoding.EncodeCompressed(Times("", 10, 20).Histogram));
        string operation = $$"""{"operation":"GET /","valueUnit":1e-6,"v2Compressed":"{{payload}}"}""";
        using var answer = JsonDocument.Parse($$"""
            {"histograms":[{{operation}},{{operation}},{"dependency":"payments","valueUnit":1e-6,"v2Compressed":"{{payload}}"}]}
            """);

        WaitingTimes merged = ServedTimes.Merge("storefront", answer.RootElement)!;

        merged.Histogram.TotalCount.Should().Be(4);
        merged.Values[^1].Should().BeApproximately(20, 0.02);
    }

    [Fact]
    public void A_service_that_has_served_nothing_says_nothing()
    {
        using var answer = JsonDocument.Parse("""{"histograms":[]}""");

        ServedTimes.Merge("storefront", answer.RootElement).Should().BeNull();
    }

    private static WaitingTimes Times(string subject, params double[] milliseconds)
    {
        var histogram = new Histogram(significantDigits: 3);
        foreach (double value in milliseconds)
        {
            histogram.Record((long)(value * 1_000));
        }

        return new WaitingTimes(subject, histogram, Unit: 1e-3);
    }
}
