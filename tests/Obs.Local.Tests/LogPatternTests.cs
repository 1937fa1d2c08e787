using Obs.Local.Logs.Patterns;

namespace Obs.Local.Tests;

public sealed class LogPatternTests
{
    private const string Json = """
        {"level":"Error","durationMs":512.5,"user":{"name":"ann","tags":["a","b"]},"ok":false,"none":null,"text":"card 4242 declined","path":"/cart/7"}
        """;

    private const string Columns = """127.0.0.1 - ann [10/Oct/2026:13:55:36 +0000] "GET /cart HTTP/1.1" 500 1534""";

    [Theory]
    [InlineData("", true)]
    [InlineData("declined", true)]
    [InlineData("Declined", false)]
    [InlineData("größe", false)]
    [InlineData("card declined", true)]
    [InlineData("card accepted", false)]
    [InlineData("\"4242 declined\"", true)]
    [InlineData("?accepted ?declined", true)]
    [InlineData("?accepted ?refused", false)]
    [InlineData("card ?accepted", true)]
    [InlineData("card -declined", false)]
    [InlineData("card -accepted", true)]
    [InlineData("-accepted", true)]
    [InlineData("%[0-9]{4} decl%", true)]
    [InlineData("%^[0-9]{4}$%", false)]
    [InlineData("{ $.level = \"Error\" }", true)]
    [InlineData("{ $.level = Error && $.durationMs > 512 }", true)]
    [InlineData("{ $.level = \"error\" }", false)]
    [InlineData("{ $.level != \"Info\" }", true)]
    [InlineData("{ $.missing != \"Info\" }", false)]
    [InlineData("{ ($.level = Info || $.durationMs >= 512.5) && $.user.name = \"a*\" }", true)]
    [InlineData("{ $.path = \"/cart/*\" }", true)]
    [InlineData("{ $.path = \"*/7\" }", true)]
    [InlineData("{ $.path = \"/c*t/*\" }", true)]
    [InlineData("{ $.path = \"/x*\" }", false)]
    [InlineData("{ $.text = %4[0-9]+ decl% }", true)]
    [InlineData("{ $.user.tags[1] = \"b\" }", true)]
    [InlineData("{ $.user[\"name\"] = \"ann\" }", true)]
    [InlineData("{ $.none IS NULL }", true)]
    [InlineData("{ $.ok IS FALSE }", true)]
    [InlineData("{ $.ok IS TRUE }", false)]
    [InlineData("{ $.other NOT EXISTS }", true)]
    [InlineData("{ $.durationMs = 512.5 }", true)]
    [InlineData("{ $.level > 5 }", false)]
    public void A_pattern_takes_the_messages_it_describes(string pattern, bool expected) =>
        (LogPattern.Parse(pattern).Match(Json) is not null).Should().Be(expected);

    [Theory]
    [InlineData("[ip, id, user, time, request, status, bytes]", true)]
    [InlineData("[ip, id, user, time, request, status = 5*, bytes > 1000]", true)]
    [InlineData("[ip, id, user, time, request, status = 4*, bytes]", false)]
    [InlineData("[ip, id, user, time, request, status = 4* || status = 500, bytes]", true)]
    [InlineData("[ip, ..., status = 500, bytes]", true)]
    [InlineData("[..., status = 500 && bytes < 1000, bytes]", false)]
    [InlineData("[ip, id, user = ann || user = bob && status = 404, time, request, status, bytes]", true)]
    [InlineData("[ip, id, user = bob && status = 404 || user = ann, time, request, status, bytes]", true)]
    [InlineData("[ip, id, user = bob && status = 500 || user = carl, time, request, status, bytes]", false)]
    [InlineData("[ip!=10.*&&bytes>=1534, ..., bytes]", true)]
    [InlineData("[ip = %^127\\.%, ...]", true)]
    [InlineData("[ip, id, user, time, request, status = 5xx, bytes]", false)]
    [InlineData("[ip, id]", false)]
    [InlineData("[,,,,,status=500,]", true)]
    [InlineData("[ip, id, user, time, request = \"GET*\", status, bytes]", true)]
    public void Columns_lie_between_blanks(string pattern, bool expected) =>
        (LogPattern.Parse(pattern).Match(Columns) is not null).Should().Be(expected);

    [Theory]
    [InlineData("a+b")]
    [InlineData("\"open")]
    [InlineData("%(a)\\1%")]
    [InlineData("%open")]
    [InlineData("{ $.a }")]
    [InlineData("{ $.a = }")]
    [InlineData("{ $.a > \"x\" }")]
    [InlineData("{ $.a = 1")]
    [InlineData("{ $.a = 1 } more")]
    [InlineData("{ a = 1 }")]
    [InlineData("[a, b")]
    [InlineData("[..., a, ...]")]
    [InlineData("[a ~ b]")]
    public void What_is_not_a_pattern_is_refused(string pattern)
    {
        Action parse = () => LogPattern.Parse(pattern);

        parse.Should().Throw<PatternSyntaxException>().WithMessage("*at character*");
    }

    [Fact]
    public void T18_Evil_expressions_end_in_time()
    {
        LogPattern pattern = LogPattern.Parse("%(a+)+$%");

        pattern.Match(new string('a', 100_000) + "!").Should().BeNull();
    }
}
