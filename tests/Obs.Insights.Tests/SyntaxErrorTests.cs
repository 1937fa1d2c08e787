using FsCheck;
using FsCheck.Fluent;
using Obs.TestSupport;

namespace Obs.Insights.Tests;

public sealed class SyntaxErrorTests
{
    private static readonly string[] Pieces =
    [
        "fields", "filter", "stats", "sort", "limit", "parse", "dedup", "unnest", "display", "addtotals", "filldown", "fillmissing", "by",
        "as",
        "in", "like", "not", "and", "or", "asc", "desc", "count", "pct", "bin", "jsonParse", "with", "for", "into", "@message", "a.b",
        "`x y`", "\"s\"", "'t'",
        "/re(?<n>.)/", "/(a/", "5m", "1", "1.5e3", "(", ")", "[", "]", ",", "|", "=", "!=", "=~", "<", "+", "-", "*", "/", "^", "%", "#",
        "\n", " ", "\"", "`", "\\", "é", "\ud800",
    ];

    public static TheoryData<string, string, int, int> Malformed => new()
    {
        { "fields a | frobnicate b", "unknown command frobnicate at line 1 and position 12", 11, 21 },
        { "fields a\n| frobnicate b", "unknown command frobnicate at line 2 and position 3", 11, 21 },
        { "", "unexpected symbol found end of query, expected a command, at line 1 and position 1", 0, 0 },
        { "fields a |", "unexpected symbol found end of query, expected a command, at line 1 and position 11", 10, 10 },
        { "filter a =", "unexpected symbol found end of query, expected a field, a value or a function, at line 1 and position 11", 10, 10 },
        { "filter (a = 1", "unexpected symbol found end of query, expected ')', at line 1 and position 14", 13, 13 },
        { "filter a = \"x", "string without its closing \" at line 1 and position 12", 11, 13 },
        { "fields `a", "name without its closing ` at line 1 and position 8", 7, 9 },
        { "filter a like /x", "regular expression without its closing / at line 1 and position 15", 14, 16 },
        { "fields a b", "unexpected symbol found b, expected '|' or the end of the query, at line 1 and position 10", 9, 10 },
        { "fields nope(a)", "unknown function nope at line 1 and position 8", 7, 11 },
        { "fields strlen()", "strlen takes 1 argument; found 0 at line 1 and position 8", 7, 15 },
        { "fields substr(a)", "substr takes 2 to 3 arguments; found 1 at line 1 and position 8", 7, 16 },
        { "fields concat()", "concat takes at least 1 arguments; found 0 at line 1 and position 8", 7, 15 },
        { "limit abc", "unexpected symbol found abc, expected a number of rows, at line 1 and position 7", 6, 9 },
        { "limit 1.5", "limit is a whole number up to 100000; found 1.5 at line 1 and position 7", 6, 9 },
        { "limit 100001", "limit is a whole number up to 100000; found 100001 at line 1 and position 7", 6, 12 },
        { "fields count(a)", "count sums up groups and stands only in stats; found at line 1 and position 8", 7, 15 },
        { "stats sum(sum(a))", "sum sums up groups and stands only in stats; found at line 1 and position 11", 10, 16 },
        { "stats a", "a is neither a group of this stats nor an earlier column of it; use it in an aggregate function; found at line 1 and position 7", 6, 7 },
        { "stats pct(a, 101)", "a percentile is a number from 0 to 100; found something else at line 1 and position 14", 13, 16 },
        { "stats count(*) by bin(x)", "bin takes a period such as 5m; found something else at line 1 and position 23", 22, 23 },
        { "stats count(*) by bin(5x)", "5x is neither a number nor a period such as 5m at line 1 and position 23", 22, 24 },
        { "stats count(*) by bin(0m)", "a period is a whole number of units, 1 to 10000; found 0 at line 1 and position 23", 22, 24 },
        { "stats count(*) | stats count(*) | stats count(*)", "a query has at most 2 stats commands; found another at line 1 and position 35", 34, 48 },
        { "stats count(*) as n by a | limit 3 | stats max(n)", "sort and limit come after the last stats command; found at line 1 and position 28", 27, 34 },
        { "dedup a | filter a = 1", "limit is the only command that may follow dedup; found another at line 1 and position 11", 10, 22 },
        { "parse @message \"* *\" as a", "the pattern has 2 stars and 1 names; they must be as many; found at line 1 and position 1", 0, 25 },
        { "parse @message /x/", "a regular expression to parse with has named groups, (?<name>…); found none at line 1 and position 16", 15, 18 },
        { "parse @message logfmt", "parse cannot read logfmt or csv here; use a pattern or a regular expression; found at line 1 and position 16", 15, 21 },
        { "parse csv", "parse cannot read logfmt or csv here; use a pattern or a regular expression; found at line 1 and position 7", 6, 9 },
        { "filter a like /x(?=y)/", "lookaround, backreferences, atomic groups and very large repetitions are not supported in a regular expression; found one at line 1 and position 15", 14, 22 },
        { "filter a like /(?<x>a)\\k<x>/", "lookaround, backreferences, atomic groups and very large repetitions are not supported in a regular expression; found one at line 1 and position 15", 14, 28 },
        { "pattern @message", "the command pattern cannot run here: it needs data or models that only the service has; found at line 1 and position 1", 0, 7 },
        { "filter a in (SOURCE 'x' | fields a)", "a subquery reads other log groups and cannot run here; found at line 1 and position 13", 12, 13 },
        { "fields a | fillmissing", "fillmissing comes after a stats that groups by bin; found at line 1 and position 12", 11, 22 },
        { "addtotals colour=true", "unknown option colour of addtotals; its options are fieldname, row and col; found at line 1 and position 11", 10, 16 },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_query_says_what_is_wrong_and_where(string query, string message, int start, int end)
    {
        QuerySyntaxException error = FluentActions.Invoking(() => InsightsQuery.Parse(query)).Should().Throw<QuerySyntaxException>().Which;

        error.Message.Should().Be(message);
        (error.Start, error.End).Should().Be((start, end));
    }

    [Theory]
    [InlineData("pattern")]
    [InlineData("anomaly")]
    [InlineData("diff")]
    [InlineData("lookup")]
    [InlineData("join")]
    [InlineData("source")]
    [InlineData("tail")]
    public void A_command_that_cannot_run_here_is_refused_by_name(string command) =>
        FluentActions.Invoking(() => InsightsQuery.Parse(command + " x")).Should().Throw<QuerySyntaxException>()
            .WithMessage($"the command {command} cannot run here: *");

    [Theory]
    [InlineData("(", ")")]
    [InlineData("not ", "")]
    [InlineData("-", "")]
    [InlineData("abs(", ")")]
    [InlineData("2^", "")]
    [InlineData("1+", "")]
    [InlineData("1=", "")]
    public void Nesting_without_end_is_refused_before_the_stack_is_exhausted(string opening, string closing)
    {
        int count = 9_900 / (opening.Length + closing.Length);
        string query = $"filter {string.Concat(Enumerable.Repeat(opening, count))}1{string.Concat(Enumerable.Repeat(closing, count))}";

        FluentActions.Invoking(() => InsightsQuery.Parse(query)).Should().Throw<QuerySyntaxException>()
            .WithMessage("expression *deeper than*");
    }

    [Fact]
    public void A_query_has_at_most_ten_thousand_characters() =>
        FluentActions.Invoking(() => InsightsQuery.Parse("fields " + new string('a', 10_000))).Should().Throw<QuerySyntaxException>()
            .WithMessage("a query has at most 10000 characters; found 10007");

    [Fact]
    public void A_long_chain_of_conditions_is_no_nesting() =>
        InsightsQuery.Parse("filter " + string.Join(" or ", Enumerable.Range(0, 800).Select(static i => $"a = {i}"))).Should().NotBeNull();

    [Fact]
    public void No_text_makes_the_parser_throw_anything_but_a_syntax_error()
    {
        Gen<string> text = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(static s => s ?? ""),
            Gen.Elements(Pieces).ListOf().Select(static pieces => string.Concat(pieces)),
            Gen.Elements(Pieces).ListOf().Select(static pieces => string.Join(' ', pieces)),
            from recipe in Gen.Elements(RecipeBook.Recipes.Select(static r => r.Query).ToArray())
            from at in Gen.Choose(0, recipe.Length)
            from length in Gen.Choose(0, 12)
            from piece in Gen.Elements(Pieces)
            select string.Concat(recipe.AsSpan(0, at), piece, recipe.AsSpan(Math.Min(recipe.Length, at + length))));

        Prop.ForAll(text.ToArbitrary(), static query =>
        {
            try
            {
                InsightsQuery.Parse(query);
            }
            catch (QuerySyntaxException error)
            {
                return error.Start >= 0 && error.Start <= error.End && error.End <= query.Length;
            }

            return true;
        }).ShouldHold(5_000, 50_000);
    }
}
