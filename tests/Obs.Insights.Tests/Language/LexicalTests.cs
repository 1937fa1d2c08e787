namespace Obs.Insights.Tests.Language;

/// <summary>What a query is made of: keywords, names, strings, regular expressions, numbers, periods and comments.</summary>
public sealed class LexicalTests
{
    private const string Event =
        """{"a":2,"foo":5,"bar":3,"foo-bar":9,"obj":{"user id":7,"in ner":{"x.y":1}},"@example.com":"x","Name":"up","_b":1,"a_1":4,"tab":"a\tb"}""";

    [Theory]
    [InlineData("FIELDS a | FILTER a = 2 AND NOT a > 3 OR a IN [9] | SORT BY a DESC | LIMIT 1", "a=2")]
    [InlineData("Fields a As x | Display x", "x=2")]
    [InlineData("fIeLdS a", "a=2")]
    [InlineData("stats COUNT(*) as n BY a", "a=2 n=1")]
    [InlineData(
        "fields TOUPPER(Name) as u, IsPresent(a) as p, ispresent(a) as q, isPRESENT(zz) as z, StrLen(Name) as n", "u=UP p=1 q=1 z=0 n=2")]
    [InlineData("STATS Sum(a) as s, AVG(a) as m, Pct(a, 50) as p, COUNT_DISTINCT(a) as d, sortsfirst(a) as f", "s=2 m=2 p=2 d=1 f=2")]
    [InlineData("filterindex a = 2 | fields a", "a=2")]
    [InlineData("fields JSONPARSE(\"[1]\")[0] as r, fromMILLIS(0) as t", "r=1 t=1970-01-01 00:00:00.000")]
    [InlineData("fields Name, name, NAME", "Name=up")]
    [InlineData("fields A, a", "a=2")]
    public Task Keywords_commands_and_functions_have_no_case_and_names_have(string query, string row) => Holds(query, row);

    [Theory]
    [InlineData("fields foo-bar as r", "r=2")]
    [InlineData("fields `foo-bar` as r", "r=9")]
    [InlineData("fields foo - bar as r", "r=2")]
    [InlineData("fields `foo-bar`", "foo-bar=9")]
    [InlineData("fields `foo-bar` - 1 as r", "r=8")]
    [InlineData("fields obj.`user id` as r", "r=7")]
    [InlineData("fields `obj`.`user id` as r", "r=7")]
    [InlineData("fields `obj.user id` as r", "r=7")]
    [InlineData("fields jsonParse('{\"user id\":8}').`user id` as r", "r=8")]
    [InlineData("fields jsonParse('{\"user id\":8}') as j | display j.`user id`", "j.user id=8")]
    [InlineData("fields `@@example.com` as r", "r=x")]
    [InlineData("fields @@example.com as r", "r=x")]
    [InlineData("fields _b, a_1", "_b=1 a_1=4")]
    [InlineData("fields a as `my column` | filter `my column` = 2", "my column=2")]
    [InlineData("fields a as `in` | display `in`", "in=2")]
    [InlineData("stats sum(`foo-bar`) as `the sum`", "the sum=9")]
    [InlineData("stats count(*) by `foo-bar`", "foo-bar=9 count(*)=1")]
    [InlineData("fields `count` as r", "")]
    public Task A_name_with_other_characters_stands_in_backticks(string query, string row) => Holds(query, row);

    [Theory]
    [InlineData("fields 'x' as s, \"y\" as t", "s=x t=y")]
    [InlineData("fields \"it's\" as s, 'say \"hi\"' as t", "s=it's t=say \"hi\"")]
    [InlineData("fields 'it\\'s' as s, \"say \\\"hi\\\"\" as t", "s=it's t=say \"hi\"")]
    [InlineData("fields \"a|b\" as s | filter s like \"|\"", "s=a|b")]
    [InlineData("fields \"#no comment\" as s", "s=#no comment")]
    [InlineData("fields \"`x`\" as s", "s=`x`")]
    [InlineData("fields strlen(\"a\\\\b\") as n", "n=3")]
    [InlineData("fields strlen(\"\\d\") as n", "n=2")]
    [InlineData("fields tab = \"a\\tb\" as r", "r=1")]
    [InlineData("fields strlen(\"\") as n", "n=0")]
    [InlineData("fields \"é😀\" as s", "s=é😀")]
    public Task A_string_stands_in_quotes_of_either_kind(string query, string row) => Holds(query, row);

    [Theory]
    [InlineData("fields \"a/b\" like /a\\/b/ as r", "r=1")]
    [InlineData("fields \"a|b\" like /a\\|b/ as r", "r=1")]
    [InlineData("fields \"a|b\" like /^(a|x)\\|b$/ as r", "r=1")]
    [InlineData("fields \"EXCEPTION\" like /(?i)exception/ as r", "r=1")]
    [InlineData("fields \"EXCEPTION\" like /^(?i)Exception$/ as r", "r=1")]
    [InlineData("fields \"EXCEPTION\" like /exception/ as r", "r=0")]
    [InlineData("fields \"x5y\" =~ /\\d/ as r", "r=1")]
    [InlineData("fields \"x5y\" =~ /^\\d/ as r", "r=0")]
    [InlineData("fields \"a#b\" like /#/ as r", "r=1")]
    [InlineData("fields \"a\\\"b\" like /\"/ as r", "r=1")]
    [InlineData("fields a / 2 as h, a/2/1 as g", "h=1 g=1")]
    public Task A_regular_expression_stands_between_slashes(string query, string row) => Holds(query, row);

    [Theory]
    [InlineData("fields 1 as i, 1.50 as d, 2e3 as e, 1E-2 as f, .5 as g, 0 as z", "i=1 d=1.5 e=2000 f=0.01 g=0.5 z=0")]
    [InlineData("fields -1 as i, - 1 as j, 3 - -1 as k, 3-1 as l", "i=-1 j=-1 k=4 l=2")]
    [InlineData("fields 007 as i, 1.0 as d", "i=7 d=1")]
    public Task A_number_is_an_integer_a_decimal_or_has_an_exponent(string query, string row) => Holds(query, row);

    [Theory]
    [InlineData("ms", "2026-05-06 07:08:09.123")]
    [InlineData("msec", "2026-05-06 07:08:09.123")]
    [InlineData("msecs", "2026-05-06 07:08:09.123")]
    [InlineData("millisecond", "2026-05-06 07:08:09.123")]
    [InlineData("milliseconds", "2026-05-06 07:08:09.123")]
    [InlineData("s", "2026-05-06 07:08:09.000")]
    [InlineData("sec", "2026-05-06 07:08:09.000")]
    [InlineData("secs", "2026-05-06 07:08:09.000")]
    [InlineData("second", "2026-05-06 07:08:09.000")]
    [InlineData("seconds", "2026-05-06 07:08:09.000")]
    [InlineData("m", "2026-05-06 07:08:00.000")]
    [InlineData("min", "2026-05-06 07:08:00.000")]
    [InlineData("mins", "2026-05-06 07:08:00.000")]
    [InlineData("minute", "2026-05-06 07:08:00.000")]
    [InlineData("minutes", "2026-05-06 07:08:00.000")]
    [InlineData("h", "2026-05-06 07:00:00.000")]
    [InlineData("hr", "2026-05-06 07:00:00.000")]
    [InlineData("hrs", "2026-05-06 07:00:00.000")]
    [InlineData("hour", "2026-05-06 07:00:00.000")]
    [InlineData("hours", "2026-05-06 07:00:00.000")]
    [InlineData("d", "2026-05-06 00:00:00.000")]
    [InlineData("day", "2026-05-06 00:00:00.000")]
    [InlineData("days", "2026-05-06 00:00:00.000")]
    [InlineData("w", "2026-05-04 00:00:00.000")]
    [InlineData("week", "2026-05-04 00:00:00.000")]
    [InlineData("weeks", "2026-05-04 00:00:00.000")]
    [InlineData("mo", "2026-05-01 00:00:00.000")]
    [InlineData("mon", "2026-05-01 00:00:00.000")]
    [InlineData("mons", "2026-05-01 00:00:00.000")]
    [InlineData("month", "2026-05-01 00:00:00.000")]
    [InlineData("months", "2026-05-01 00:00:00.000")]
    [InlineData("q", "2026-04-01 00:00:00.000")]
    [InlineData("qtr", "2026-04-01 00:00:00.000")]
    [InlineData("qtrs", "2026-04-01 00:00:00.000")]
    [InlineData("quarter", "2026-04-01 00:00:00.000")]
    [InlineData("quarters", "2026-04-01 00:00:00.000")]
    [InlineData("y", "2026-01-01 00:00:00.000")]
    [InlineData("yr", "2026-01-01 00:00:00.000")]
    [InlineData("yrs", "2026-01-01 00:00:00.000")]
    [InlineData("year", "2026-01-01 00:00:00.000")]
    [InlineData("years", "2026-01-01 00:00:00.000")]
    public Task A_period_is_a_number_and_a_unit_in_any_of_its_spellings(string unit, string floor) =>
        Holds($"fields datefloor(fromMillis(1778051289123), 1{unit}) as r", $"r={floor}");

    [Theory]
    [InlineData("# first\n# second\nfields a", "a=2")]
    [InlineData("fields a\n# between | limit 0\n| limit 1", "a=2")]
    [InlineData("fields a # to the end | limit 0\n| limit 1", "a=2")]
    [InlineData("fields a # at the very end", "a=2")]
    [InlineData("fields a\n   # indented\n", "a=2")]
    [InlineData("#\nfields a\n#", "a=2")]
    [InlineData("fields a\r\n# with both line ends\r\n| limit 1", "a=2")]
    public Task A_comment_goes_to_the_end_of_its_line(string query, string row) => Holds(query, row);

    [Theory]
    [InlineData("fields\ta\n\n|\r\n limit   1  ", "a=2")]
    [InlineData("fields a|limit 1", "a=2")]
    [InlineData("fields a,foo,bar|limit 1", "a=2 foo=5 bar=3")]
    [InlineData("fields a+foo*bar as r", "r=17")]
    [InlineData("filter(a=2)|fields a", "a=2")]
    [InlineData("stats count( * )as n by a", "a=2 n=1")]
    public Task Blanks_and_line_ends_do_not_matter(string query, string row) => Holds(query, row);

    private static async Task Holds(string query, string row) => (await Run.Query(query, Event)).Should().Equal(row);
}
