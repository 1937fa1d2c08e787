using Obs.Aws.Metrics;

namespace Obs.Aws.Tests.Metrics;

public sealed class CloudWatchTextTests
{
    [Theory]
    [InlineData("GET /products/{id}", "GET /products/{id}")]
    [InlineData("café", "caf%C3%A9")]
    [InlineData("a\r\nb", "a%0D%0Ab")]
    [InlineData("🛒", "%F0%9F%9B%92")]
    [InlineData("", "(none)")]
    [InlineData("   ", "(none)")]
    [InlineData(":colon", ":colon")]
    public void A_dimension_value_becomes_printable_ascii(string text, string expected) =>
        CloudWatchText.DimensionValue(text).Should().Be(expected);

    [Fact]
    public void Half_a_character_is_replaced() => CloudWatchText.DimensionValue("\ud800x").Should().Be("%EF%BF%BDx");

    [Theory]
    [InlineData(":colon", "_colon")]
    [InlineData("shop.product.views", "shop.product.views")]
    public void A_name_does_not_begin_with_a_colon(string text, string expected) => CloudWatchText.Name(text).Should().Be(expected);

    [Fact]
    public void What_is_too_long_is_cut_and_stays_distinct()
    {
        string one = CloudWatchText.DimensionValue(new string('x', 2_000) + "1");
        string other = CloudWatchText.DimensionValue(new string('x', 2_000) + "2");

        (one.Length, other.Length).Should().Be((1_024, 1_024));
        one.Should().NotBe(other);
        CloudWatchText.DimensionValue(new string('x', 1_024)).Should().Be(new string('x', 1_024));
        CloudWatchText.Name(new string('x', 256)).Should().HaveLength(255);
    }
}
