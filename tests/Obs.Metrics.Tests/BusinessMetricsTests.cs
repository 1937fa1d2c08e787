namespace Obs.Metrics.Tests;

public sealed class BusinessMetricsTests : IDisposable
{
    private readonly CollectorHarness _harness = new CollectorHarness().Start();
    private readonly BusinessMetrics _business;

    public BusinessMetricsTests() => _business = new BusinessMetrics(_harness.Factory, new TopKRecorders(), _harness.Account);

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void Values_go_to_the_dimensions_in_the_order_declared()
    {
        _business.CreateCounter("Purchases", "Category", "Payment", "Country").Add(2, "books", "card", "NL");
        _business.CreateAmount("Revenue", "EUR", "Category").Add(19.5, "books");
        _business.CreateDistribution("CartSize", "{item}").Record(4);

        Take().Select(
            static s => $"{s.InstrumentName} {s.Unit} {s.Sum} {string.Join(",", s.Dimensions.Select(static d => $"{d.Key}={d.Value}"))}")
            .Order().Should().Equal(
                "CartSize {item} 4 ",
                "Purchases {count} 2 Category=books,Country=NL,Payment=card",
                "Revenue EUR 19.5 Category=books");
    }

    [Fact]
    public void A_metric_made_twice_is_one_series()
    {
        _business.CreateCounter("ProductViews", "Category").Add(1, "books");
        _business.CreateCounter("ProductViews", "Category").Add(1, "books");

        Take().Should().ContainSingle().Which.Sum.Should().Be(2);
    }

    [Fact]
    public void A_call_with_the_wrong_number_of_values_or_a_negative_amount_is_rejected_and_counted()
    {
        BusinessCounter counter = _business.CreateCounter("ProductViews", "Category");
        counter.Add(1);
        counter.Add(1, "a", "b");
        counter.Add(1, "a", "b", "c");
        counter.Add(-1, "a");
        _business.CreateAmount("Revenue", "EUR").Add(double.NaN);

        _harness.Account.Rejected.Should().Be(5);
        Take().Should().BeEmpty();
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("name", "")]
    [InlineData("name", "a", "a")]
    [InlineData("name", "a", "b", "c", "d")]
    public void What_the_programmer_got_wrong_is_said_when_the_metric_is_made(string name, params string[] dimensions) =>
        _business.Invoking(b => b.CreateCounter(name, dimensions)).Should().Throw<ArgumentException>();

    [Fact]
    public void Recording_allocates_nothing_once_warm()
    {
        BusinessCounter views = _business.CreateCounter("ProductViews", "Category", "Source");
        BusinessAmount revenue = _business.CreateAmount("Revenue", "EUR", "Category");
        BusinessDistribution size = _business.CreateDistribution("CartSize", "{item}");
        Record();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            Record();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void Record()
        {
            views.Add(1, "books", "search");
            revenue.Add(19.5, "books");
            size.Record(4);
        }
    }

    private List<MetricSeries> Take() =>
        [.. _harness.TakeAll().Where(static s => s.MeterName == BusinessMetrics.MeterName)];
}
