namespace Obs.Insights.Tests;

/// <summary>Rules of the language beyond the recorded cases; docs/decisions/0007 gives the reasons for the doubtful ones.</summary>
public sealed class LanguageTests
{
    public static TheoryData<string, string, string> Expressions => new()
    {
        // query expression, event, printed value ("" = no value)
        { "strlen(\"é😀x\")", "{}", "3" },
        { "substr(\"é😀xy\", 1, 2)", "{}", "😀x" },
        { "strlen(substr(\"abc\", 9))", "{}", "0" },
        { "concat(\"a\", missing, 1, 2.50)", "{}", "a12.5" },
        { "replace(\"abc\", \"\", \"x\")", "{}", "abc" },
        { "trim(\"  a \")", "{}", "a" },
        { "tolower(\"ÄB\")", "{}", "äb" },
        { "isempty(missing)", "{}", "1" },
        { "isblank(missing)", "{}", "1" },
        { "isblank(a)", "{\"a\":\" x\"}", "0" },
        { "floor(-1.5)", "{}", "-2" },
        { "least(3, \"2\", 9)", "{}", "2" },
        { "greatest(missing, 4)", "{}", "4" },
        { "log(0)", "{}", "" },
        { "sqrt(-1)", "{}", "" },
        { "10 % 0", "{}", "" },
        { "-2 ^ 2", "{}", "4" },
        { "2 ^ 3 ^ 2", "{}", "512" },
        { "7 - 2 - 1", "{}", "4" },
        { "1e3 + 0.5", "{}", "1000.5" },
        { "0.1 * 3 - 0.3 < 1e-9", "{}", "1" },
        { "a + 1", "{\"a\":\"41\"}", "42" },
        { "a + 1", "{\"a\":\"x\"}", "" },
        { "a = \"1.0\"", "{\"a\":1}", "1" },
        { "a = \"1.0\"", "{\"a\":\"1\"}", "0" },
        { "a < 10", "{\"a\":\"9\"}", "1" },
        { "a < b", "{\"a\":\"abc\",\"b\":\"abd\"}", "1" },
        { "a in [missing, \"x\"]", "{\"a\":\"x\"}", "1" },
        { "missing in [1]", "{}", "0" },
        { "missing not in [1]", "{}", "1" },
        { "missing not like \"x\"", "{}", "1" },
        { "missing like \"\"", "{}", "0" },
        { "missing != 1", "{}", "1" },
        { "missing = 1", "{}", "0" },
        { "not missing", "{}", "1" },
        { "a and b", "{\"a\":1,\"b\":0}", "0" },
        { "a like \"5\"", "{\"a\":1.50}", "1" },
        { "a =~ /^1.5$/", "{\"a\":1.50}", "1" },
        { "a", "{\"a\":1.50}", "1.5" },
        { "a", "{\"a\":0.0000001}", "0.0000001" },
        { "a", "{\"a\":123456789012345678}", "123456789012345678" },
        { "jsonParse(a)", "{\"a\":\"{\\\"b\\\": [1, \\\"é\\\"]}\"}", "{\"b\":[1,\"é\"]}" },
        { "jsonParse(a)", "{\"a\":\"{nope\"}", "" },
        { "jsonParse(\"5\") + 1", "{}", "6" },
        { "jsonStringify(\"a\\\"b\")", "{}", "\"a\\\"b\"" },
        { "datefloor(@timestamp, 1w)", "{}", "2025-12-29 00:00:00.000" },
        { "datefloor(@timestamp, 1q)", "{}", "2026-01-01 00:00:00.000" },
        { "dateceil(fromMillis(1), 1y)", "{}", "1971-01-01 00:00:00.000" },
        { "datefloor(fromMillis(-1), 1d)", "{}", "1969-12-31 00:00:00.000" },
        { "datefloor(\"2026-03-04T05:06:07Z\", 2mo)", "{}", "2026-03-01 00:00:00.000" },
        { "toMillis(@timestamp)", "{}", "1767225600000" },
        { "bin(500ms)", "{}", "2026-01-01 00:00:00.000" },
        { "isValidIpV4(\"1.2.3\")", "{}", "0" },
        { "isValidIpV4(\"01.2.3.4\")", "{}", "0" },
        { "isValidIpV6(\"fe80::1%eth0\")", "{}", "0" },
        { "isIpv4InSubnet(\"10.1.2.3\", \"10.0.0.0/0\")", "{}", "1" },
        { "isIpv4InSubnet(\"10.1.2.3\", \"10.0.0.0/33\")", "{}", "0" },
        { "isIpInSubnet(\"10.1.2.3\", \"2001:db8::/32\")", "{}", "0" },
        { "isIpv6InSubnet(\"10.1.2.3\", \"10.0.0.0/8\")", "{}", "0" },
        { "a.`b c`", "{\"a\":{\"b c\":3}}", "3" },
        { "unmask(a)", "{\"a\":\"x\"}", "x" },
        { "1 + 2 * 3 ^ 2 - 4 / 2", "{}", "17" },
        { "10 % 4 * 2", "{}", "4" },
        { "(1 + 2) * -3", "{}", "-9" },
        { "3 - -2", "{}", "5" },
        { "1 = 1 and 2 = 3 or 4 = 4", "{}", "1" },
        { "not 1 = 2 and 3 = 4", "{}", "0" },
        { "not (1 = 2 and 3 = 4)", "{}", "1" },
        { "foo-bar", "{\"foo\":5,\"bar\":3,\"foo-bar\":9}", "2" },
        { "`foo-bar`", "{\"foo\":5,\"bar\":3,\"foo-bar\":9}", "9" },
        { "a.b.0.c", "{\"a\":{\"b\":[{\"c\":7}]}}", "7" },
        { "a.1.0", "{\"a\":[[1],[2,3]]}", "2" },
        { "a.b", "{\"a.b\":1}", "1" },
        { "a", "{\"a\":{\"b\":1}}", "" },
        { "a", "{\"a\":[1,2]}", "" },
        { "a", "{\"a\":1e3}", "1000" },
        { "a", "{\"a\":-0}", "0" },
        { "a", "{\"a\":\"007\"}", "007" },
        { "ispresent(a)", "{\"a\":\"\"}", "1" },
        { "coalesce(a, 1)", "{\"a\":null}", "1" },
        { "a = 1", "{\"a\":true}", "1" },
        { "a > 9", "{\"a\":\"10\"}", "1" },
        { "a = 404", "{\"a\":\"404\"}", "1" },
        { "a in [404, \"x\"]", "{\"a\":\"404\"}", "1" },
        { "a in ['404']", "{\"a\":404}", "1" },
        { "a in [\"40\"]", "{\"a\":404}", "0" },
        { "a like \"A\"", "{\"a\":\"banana\"}", "0" },
        { "a like /^b.*a$/", "{\"a\":\"banana\"}", "1" },
        { "a like /a\\/b/", "{\"a\":\"a/b\"}", "1" },
        { "a =~ /(?i)ANA/", "{\"a\":\"banana\"}", "1" },
        { "a not like /x/", "{\"a\":\"banana\"}", "1" },
        { "strlen(\"a\\tb\\\"c\")", "{}", "5" },
        { "'it\\'s'", "{}", "it's" },
        { "\"a|b # c\"", "{}", "a|b # c" },
        { "round", "{\"round\":1}", "1" },
        { "ISPRESENT(a)", "{\"a\":1}", "1" },
        { "toupper(substr(\"abcdef\", 2, 3))", "{}", "CDE" },
        { "substr(\"abc\", -1)", "{}", "abc" },
        { "replace(\"a.b.c\", \".\", \"\")", "{}", "abc" },
        { "concat(1.0, \"-\", 2)", "{}", "1-2" },
        { "floor(2.7) + ceil(2.1)", "{}", "5" },
        { "abs(\"-3.5\")", "{}", "3.5" },
        { "greatest(1, \"x\", 3)", "{}", "3" },
        { "2 ^ 0.5 * 2 ^ 0.5 - 2 < 1e-9", "{}", "1" },
        { "1 / 3", "{}", "0.3333333333333333" },
        { "1e21 * 10", "{}", "1E+22" },
        { "datefloor(@timestamp, 1mon)", "{}", "2026-01-01 00:00:00.000" },
        { "datefloor(fromMillis(1767225661001), 30s)", "{}", "2026-01-01 00:01:00.000" },
        { "dateceil(fromMillis(1767225661001), 5mins)", "{}", "2026-01-01 00:05:00.000" },
        { "bin(2weeks)", "{}", "2025-12-22 00:00:00.000" },
        { "fromMillis(\"0\")", "{}", "1970-01-01 00:00:00.000" },
        { "toMillis(\"2026-01-01 00:00:00.000\")", "{}", "1767225600000" },
        { "@timestamp > 1767225599999", "{}", "1" },
        { "jsonParse(a)[1].b", "{\"a\":\"[1,{\\\"b\\\":2}]\"}", "2" },
        { "jsonParse(a)[9]", "{\"a\":\"[1]\"}", "" },
        { "jsonStringify(jsonParse(a))", "{\"a\":\"[1, 2.50, null, true]\"}", "[1,2.50,null,true]" },
        { "@type", "REPORT RequestId: r-1\tDuration: 3.40 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB", "REPORT" },
        { "@duration", "REPORT RequestId: r-1\tDuration: 3.40 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB", "3.4" },
        { "@memorySize", "REPORT RequestId: r-1\tDuration: 3.40 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB", "128000000" },
        { "@requestId", "START RequestId: r-1 Version: 1", "r-1" },
        { "@initDuration", "text", "" },
    };

    [Theory]
    [MemberData(nameof(Expressions))]
    public async Task An_expression_prints_as_the_language_says(string expression, string message, string expected)
    {
        List<string> rows = await Run.Query($"fields {expression} as r", message);

        rows.Should().Equal(expected.Length == 0 ? "" : $"r={expected}");
    }

    [Theory]
    [InlineData("fields a | sort a desc", "a=3 | a=2 | ")]
    [InlineData("fields a | sort a asc", " | a=2 | a=3")]
    [InlineData("fields a as x | filter x > 2", "x=3")]
    [InlineData("fields a as x, a as y | sort @timestamp asc | filldown x", "x=2 y=2 | x=2 | x=3 y=3")]
    [InlineData("stats sum(b)", "")]
    [InlineData("stats sum(b), count(*) as n", "n=3")]
    [InlineData("stats sum(a) as s by missing", "s=5")]
    [InlineData("stats count(a), count(*)", "count(a)=2 count(*)=3")]
    [InlineData("stats count(*) by a | sort count( * ) desc, a desc | limit 1", "a=3 count(*)=1")]
    [InlineData("stats max(@timestamp) as t", "t=2026-01-01 00:00:00.002")]
    [InlineData("stats count(*) by bin(1s) | sort bin(1s) asc", "bin(1s)=2026-01-01 00:00:00.000 count(*)=3")]
    [InlineData("stats sum(a) as s | fields s * 2 as d", "s=5 d=10")]
    [InlineData("stats sum(a) as s | display s + 1", "s + 1=6")]
    [InlineData("stats sum(a) as s | stats max(a) as lost, max(s) as kept", "kept=5")]
    [InlineData("stats count(*) as n by a | stats count(*) as groups, sum(n) as events", "groups=3 events=3")]
    [InlineData("fields a | display a | fields a + 1 as b | filter b = 3", "a=2")]
    [InlineData("parse @message \"nothing*\" as a | stats sum(a) as s", "s=5")]
    [InlineData("head 1 | fields a", "a=2")]
    [InlineData("fields a | limit 5 | limit 1", "a=2")]
    [InlineData("FIELDS a | SORT a DESC | LIMIT 1", "a=3")]
    [InlineData("# first\n# second\nfields a\n  # third\n| limit 1", "a=2")]
    [InlineData("fields a, a as b, a * 2 | limit 1", "a=2 b=2 a * 2=4")]
    [InlineData("fields a | fields a + 1 as a | limit 1", "a=3")]
    [InlineData("fields a | display missing, a | limit 1", "a=2")]
    [InlineData("filter a >= 2 and a < 3 | fields a", "a=2")]
    [InlineData("filter a = 2 or not ispresent(a) | stats count(*) as n", "n=2")]
    [InlineData("stats count(*) as n, n * 2 as twice", "n=3 twice=6")]
    [InlineData("stats max(a) - min(a) as span", "span=1")]
    [InlineData("stats count(*) as n by a | filter n > 1", "")]
    [InlineData("stats count(*) as n by ispresent(a) as has | sort has asc", "has=0 n=1 | has=1 n=2")]
    [InlineData("stats count_distinct(a) as d, count_distinct(missing) as m", "d=2 m=0")]
    [InlineData("stats avg(missing) as a, min(missing) as b, max(missing) as c, pct(missing, 50) as d, count(missing) as n", "n=0")]
    [InlineData("stats pct(a, 0) as lo, pct(a, 50) as mid, pct(a, 100) as hi", "lo=2 mid=2 hi=3")]
    [InlineData("stats earliest(a) as first, latest(a) as last", "first=2 last=3")]
    [InlineData("stats sum(a > 2) as over, sum(ispresent(a)) as has", "over=1 has=2")]
    [InlineData("stats count(*) by a | stats count(*), max(count(*))", "count(*)=3 max(count(*))=1")]
    [InlineData("stats count(*) by bin(1m) as t, a | stats count(*) as groups by t", "t=2026-01-01 00:00:00.000 groups=3")]
    [InlineData("parse @message \"{*:*}\" as k, v | display k, v | limit 1", "k=\"a\" v=2")]
    [InlineData("parse @message /\"(?<k>\\w)\":(?<v>\\d)/ | display k, v", "k=a v=2 |  | k=a v=3")]
    [InlineData("parse a \"*\" as whole | display whole", "whole=2 |  | whole=3")]
    [InlineData("parse 'a\":*}' as v | filter v > 2 | display v", "v=3")]
    [InlineData("fields a | sort a desc | dedup a | limit 1", "a=3")]
    [InlineData("fields a | sort missing asc, a desc | limit 1", "a=3")]
    [InlineData("fields a, a * 10 as b | addtotals fieldname=all a b | limit 1", "a=2 b=20 all=22")]
    [InlineData("fields a | limit 0", "")]
    [InlineData("dedup a | limit 9 | limit 1", "@timestamp=2026-01-01 00:00:00.002 @message={\"a\":3}")]
    [InlineData("| fields a | limit 1", "a=2")]
    [InlineData("fields a # comment | filter a = 99\n | limit 1", "a=2")]
    [InlineData("stats sortsFirst(a), sortsLast(a)", "sortsFirst(a)=2 sortsLast(a)=3")]
    [InlineData("fields a | addtotals row=true col=true fieldname=\"sum\" | sort sum desc | limit 1", "a=5 sum=5")]
    [InlineData("fields a, missing | filldown m*", "a=2 |  | a=3")]
    [InlineData("fields a | sort a asc | stats count(*) as n", "n=3")]
    public async Task A_query_gives_its_rows(string query, string expected)
    {
        List<string> rows = await Run.Query(query, "{\"a\":2}", "{}", "{\"a\":3}");

        string.Join(" | ", rows).Should().Be(expected);
    }

    [Theory]
    [InlineData("{\"a\":\"[]\"}", "")]
    [InlineData("{\"a\":\"{\\\"x\\\":1}\"}", "b.x=1")]
    [InlineData("{\"a\":\"5\"}", "")]
    [InlineData("{\"a\":\"[{\\\"x\\\":1},{\\\"x\\\":2}]\"}", "b.x=1 | b.x=2")]
    public async Task Unnest_gives_a_row_per_element(string message, string expected)
    {
        List<string> rows = await Run.Query("fields jsonParse(a) as l | unnest l into b | display b.x", message);

        string.Join(" | ", rows).Should().Be(expected);
    }

    [Fact]
    public async Task Missing_periods_are_filled_for_each_combination_of_the_other_keys()
    {
        List<string> rows = await Run.Query(
            "parse @message \"* *\" as s, k | stats count(*) as n by datefloor(fromMillis(s * 1000), 1s) as t, k | fillmissing with 0 for n | sort k asc, t asc",
            "0 a", "2 a", "1 b");

        rows.Select(static r => r[19..]).Should().Equal(
            "00.000 k=a n=1", "01.000 k=a n=0", "02.000 k=a n=1", "00.000 k=b n=0", "01.000 k=b n=1", "02.000 k=b n=0");
    }

    [Fact]
    public async Task A_pointer_that_a_source_gives_comes_with_rows_that_are_events()
    {
        LogSource source = LogSource.FromEvents([new LogEvent(Run.Start, "{\"a\":1}") { Reference = "p-1" }]);

        (await Run.Query("fields a", source)).Should().Equal("a=1 @ptr=p-1");
        (await Run.Query("stats sum(a) as s", source)).Should().Equal("s=1");
    }
}
