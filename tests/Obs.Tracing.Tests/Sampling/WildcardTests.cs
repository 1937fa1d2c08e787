namespace Obs.Tracing.Tests.Sampling;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("?", "", false)]
    [InlineData("?", "a", true)]
    [InlineData("/orders/*", "/orders/", true)]
    [InlineData("/orders/*", "/ORDERS/42/lines", true)]
    [InlineData("/orders/*", "/orders", false)]
    [InlineData("*.example.com", "api.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*a*b*c", "xxaxxbxxbxxc", true)]
    [InlineData("*a*b*c", "xxaxxcxxb", false)]
    [InlineData("a**?b", "acb", true)]
    [InlineData("a.b", "axb", false)]
    public void A_star_is_any_text_and_a_question_mark_one_character(string pattern, string text, bool matches) =>
        Wildcard.Matches(pattern, text).Should().Be(matches);

    [Fact]
    public void A_pattern_made_to_be_slow_is_not() =>
        Wildcard.Matches(string.Concat(Enumerable.Repeat("*a", 50)) + "b", new string('a', 8_192)).Should().BeFalse();
}
