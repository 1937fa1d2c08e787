using Obs.Local.Filters;

namespace Obs.Local.Tests;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("ok")]
    [InlineData("ok = true AND partial != true")]
    [InlineData("ok !partial duration <3")]
    [InlineData("responsetime > 5.5 and responseTime <= 1e3")]
    [InlineData("http.url BEGINSWITH \"http://api.example.com/\" AND http.method = \"GET\"")]
    [InlineData("http.status != 200")]
    [InlineData("http.url")]
    [InlineData("user CONTAINS \"\"")]
    [InlineData("annotation.my_key")]
    [InlineData("!annotation.age AND annotation.age > 29")]
    [InlineData("annotation[a.b.c] = \"x\" OR annotation[\"odd key\"] = true")]
    [InlineData("service()")]
    [InlineData("service(\"api.example.com\") { fault = true AND responsetime > 2.5 }")]
    [InlineData("service(id(name: \"api\", type: \"client\")) { !ok }")]
    [InlineData("service(id(account.id: \"123456789012\"))")]
    [InlineData("edge(\"api\", \"backend\") { fault = true }")]
    [InlineData("edge(id(name: \"api\", type: \"AWS::ECS::Container\"), id(name: \"db\")) { duration > 1 }")]
    [InlineData("group.name = \"high_response_time\" AND group.arn = \"arn:aws:xray:us-east-1:1:group/x/Y\"")]
    [InlineData("rootcause.fault.service { name = \"api\" and !inferred }")]
    [InlineData("rootcause.responsetime.entity { coverage >= 0.8 and index = 0 and first and last and remote }")]
    [InlineData("rootcause.error.exception { message CONTAINS \"declined\" }")]
    [InlineData("rootcause.json = #[{\"Services\":[{\"Name\":\"a]b\"}]}]")]
    [InlineData("(ok or fault) and (user = \"a\" or resource.arn ENDSWITH \"b\" or instance.id = \"i\" or availabilityzone = \"z\")")]
    [InlineData(
        "message CONTAINS \"a \\\"b\\\"\" type = \"AWS::EC2::Instance\" http.useragent CONTAINS \"curl\" http.clientip = \"8.8.8.8\"")]
    public void What_the_language_knows_is_read(string text) => FilterExpression.Parse(text).Should().NotBeNull();

    [Theory]
    [InlineData("", "expected a keyword, found the end", 0)]
    [InlineData("nonsense", "unknown keyword 'nonsense'", 0)]
    [InlineData("ok and", "expected a keyword, found the end", 6)]
    [InlineData("responsetime", "expected a comparison, found the end", 12)]
    [InlineData("responsetime > \"5\"", "expected a number, found '5'", 15)]
    [InlineData("http.url = 5", "expected a string in double quotes, found '5'", 11)]
    [InlineData("http.url > \"a\"", "'http.url' is compared by =, !=, CONTAINS, BEGINSWITH or ENDSWITH", 0)]
    [InlineData("http.url = 'a'", "unexpected character '''", 11)]
    [InlineData("user = \"a", "a string without its closing quote", 7)]
    [InlineData("service(\"a\" { ok }", "expected ')', found '{'", 12)]
    [InlineData("service(\"a\") { service(\"b\") }", "'service' cannot stand inside braces", 15)]
    [InlineData("edge(\"a\")", "expected ',', found ')'", 8)]
    [InlineData("service(id(nom: \"a\"))", "expected name, type or account.id, found 'nom'", 11)]
    [InlineData("service(\"a\") { annotation.x = 1 }", "'annotation.x' cannot stand inside braces", 15)]
    [InlineData("annotations", "unknown keyword 'annotations'", 0)]
    [InlineData("annotation.x = maybe", "expected a value: true, false, a number or a string, found 'maybe'", 15)]
    [InlineData("(ok", "expected ')', found the end", 3)]
    [InlineData("ok)", "expected a keyword, AND or OR, found ')'", 2)]
    [InlineData("rootcause.latency.service { ok }", "unknown keyword 'rootcause.latency.service'", 0)]
    [InlineData("rootcause.json = #[{]", "JSON that does not end", 17)]
    [InlineData("ok && fault", "unexpected character '&'", 3)]
    public void What_is_wrong_is_named_with_its_place(string text, string problem, int position)
    {
        Action parse = () => FilterExpression.Parse(text);

        FilterSyntaxException failure = parse.Should().Throw<FilterSyntaxException>().Which;
        failure.Message.Should().Be($"Invalid filter expression: {problem} at position {position}.");
        failure.Position.Should().Be(position);
    }

    [Fact]
    public void And_binds_more_tightly_than_or_and_terms_side_by_side_are_all_asked()
    {
        FilterExpression.Parse("ok or fault and error").Should().Be(FilterExpression.Parse("ok or (fault error)"));
        FilterExpression.Parse("ok fault or error").Should().Be(FilterExpression.Parse("(ok AND fault) OR error"));
    }

    [Fact]
    public void Nesting_and_length_are_bounded()
    {
        Action deep = () => FilterExpression.Parse(new string('(', 100) + "ok" + new string(')', 100));
        Action loud = () => FilterExpression.Parse(new string('!', 4_000) + "ok");
        Action wide = () => FilterExpression.Parse(new string(' ', 5_000));

        deep.Should().Throw<FilterSyntaxException>();
        loud.Should().NotThrow();
        wide.Should().Throw<FilterSyntaxException>();
    }

    [Fact]
    public void Garbage_is_refused_and_never_breaks_the_parser()
    {
        var random = new Random(4);
        string[] pieces =
            [
                "ok", "service(", "edge(", "{", "}", ")", "\"a\"", "!", "=", "<", "and", "or", "annotation.", "[", "]", "#[", "1", "-",
                "id(", ":", ",", "\\", "rootcause.",
            ];
        for (int round = 0; round < 20_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)] + " "));
            try
            {
                FilterExpression.Parse(text);
            }
            catch (FilterSyntaxException failure)
            {
                failure.Position.Should().BeInRange(0, text.Length);
            }
        }
    }
}
