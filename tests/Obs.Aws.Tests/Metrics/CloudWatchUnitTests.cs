using Obs.Aws.Metrics;

namespace Obs.Aws.Tests.Metrics;

public sealed class CloudWatchUnitTests
{
    /// <summary>The values that the service's model allows.</summary>
    internal static readonly string[] Allowed =
    [
        "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits", "Kilobits", "Megabits",
        "Gigabits", "Terabits", "Percent", "Count", "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second",
        "Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second", "Gigabits/Second", "Terabits/Second", "Count/Second", "None",
    ];

    [Theory]
    [InlineData("s", "Seconds")]
    [InlineData("ms", "Milliseconds")]
    [InlineData("us", "Microseconds")]
    [InlineData("%", "Percent")]
    [InlineData("By", "Bytes")]
    [InlineData("TBy", "Terabytes")]
    [InlineData("MBy/s", "Megabytes/Second")]
    [InlineData("kbit", "Kilobits")]
    [InlineData("Tbit/s", "Terabits/Second")]
    [InlineData("{order}", "Count")]
    [InlineData("{order}/s", "Count/Second")]
    [InlineData("1/s", "Count/Second")]
    [InlineData("1", "None")]
    [InlineData("", "None")]
    [InlineData(null, "None")]
    [InlineData("EUR", "None")]
    [InlineData("ns", "None")]
    [InlineData("s/s", "None")]
    [InlineData("/s", "None")]
    [InlineData("KiBy", "None")]
    [InlineData("milliseconds", "None")]
    public void A_unit_of_an_instrument_becomes_one_of_CloudWatch_s_or_none(string? ucum, string expected) =>
        CloudWatchUnit.Of(ucum).Should().Be(expected).And.BeOneOf(Allowed);

    [Fact]
    public void CloudWatch_s_own_names_stay_as_they_are() => Allowed.Select(CloudWatchUnit.Of).Should().Equal(Allowed);
}
