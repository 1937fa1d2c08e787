using FsCheck;
using FsCheck.Fluent;
using Obs.Metrics;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Metrics;

/// <summary>Whatever an application measures, what is published is what the service's model allows; the account says the rest.</summary>
public sealed class PublishedDataTests
{
    private static readonly double[] Edges =
    [
        0, -0.0, 1, -1, 0.1, 1e-10, 1.7e100, 1e21, 9007199254740992, Math.ScaleB(1, 360), Math.BitIncrement(Math.ScaleB(1, 360)),
        -Math.ScaleB(1, 360), Math.ScaleB(1, -360), Math.BitDecrement(Math.ScaleB(1, -360)), double.Epsilon, double.MaxValue, double.NaN,
        double.PositiveInfinity, double.NegativeInfinity,
    ];

    private static readonly string[] Texts =
    [
        "", " ", "a", ":led", "AWS/Own", "é", "日本", "\u0000", "line\nbreak", "quote\"\\", "\ud800", new('x', 255), new('y', 256),
        new('z', 1_025),
        new(' ', 300), "%E9",
    ];

    private static readonly string?[] Units = [null, "", "1", "s", "ms", "By", "GBy/s", "Tbit", "{x}", "{x}/s", "EUR", "Count", "Seconds"];

    [Fact]
    public void Every_datum_is_one_that_CloudWatch_takes_and_none_is_missing_from_the_account() =>
        Prop.ForAll(Series().NonEmptyListOf().ToArbitrary(), static series => Publish([.. series]))
            .ShouldHold(20, 500);

    private static bool Publish(MetricSeries[] series)
    {
        var fixture = new PublisherFixture();
        fixture.Close(0, series);
        fixture.StopAsync().AsTask().GetAwaiter().GetResult();

        foreach ((string _, MetricDatum datum) in fixture.CloudWatch.Accepted)
        {
            ShouldBeAllowed(datum);
        }

        Delivery.DeliveryAccount account = fixture.Account;
        return account.Delivered == fixture.CloudWatch.Accepted.Count
            && account.Accepted == account.Delivered + account.Dropped.Values.Sum()
            && account.Dropped.Keys.All(static reason => reason is "invalid_value" or "invalid_dimensions");
    }

    private static void ShouldBeAllowed(MetricDatum datum)
    {
        ShouldBeText(datum.MetricName, 255);
        datum.MetricName.Should().NotStartWith(":");
        datum.Dimensions.Should().HaveCountLessThanOrEqualTo(30).And.OnlyHaveUniqueItems(static dimension => dimension.Key);
        foreach (KeyValuePair<string, string> dimension in datum.Dimensions)
        {
            ShouldBeText(dimension.Key, 255);
            dimension.Key.Should().NotStartWith(":");
            ShouldBeText(dimension.Value, 1_024);
        }

        datum.Values.Should().HaveCountGreaterThan(0).And.HaveCountLessThanOrEqualTo(150).And.OnlyHaveUniqueItems();
        datum.Values.Should().OnlyContain(
            static value => value == 0 || (Math.Abs(value) >= Math.ScaleB(1, -360) && Math.Abs(value) <= Math.ScaleB(1, 360)));
        datum.Counts.Should().HaveSameCount(datum.Values).And.OnlyContain(static count => count > 0);
        datum.Timestamp.Should().Be(PublisherFixture.Noon);
        datum.StorageResolution.Should().Be(60);
        CloudWatchUnitTests.Allowed.Should().Contain(datum.Unit);
    }

    private static void ShouldBeText(string text, int maxLength)
    {
        text.Length.Should().BeInRange(1, maxLength);
        text.Should().Match(static t => t.All(static c => c >= ' ' && c <= '~') && !string.IsNullOrWhiteSpace(t));
    }

    private static Gen<MetricSeries> Series() =>
        from kind in Gen.Elements(InstrumentKind.Counter, InstrumentKind.UpDownCounter, InstrumentKind.Gauge, InstrumentKind.Histogram)
        from name in Gen.Elements(Texts)
        from unit in Gen.Elements(Units)
        from count in Gen.Choose(0, 32)
        from value in Gen.Elements(Edges)
        from seconds in Gen.Choose(1, 60_000_000).Select(static micros => micros / 1e6).ListOf(200)
        from text in Gen.Elements(Texts)
        select new MetricSeries(
            "Shop", name, unit, kind, [.. Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"d{i}{text}", text))])
        {
            Count = seconds.Count,
            Sum = value,
            Min = seconds.Min(),
            Max = seconds.Max(),
            Last = value,
            Histogram = kind == InstrumentKind.Histogram ? HistogramSnapshot.FromValues([.. seconds]) : null,
        };
}
