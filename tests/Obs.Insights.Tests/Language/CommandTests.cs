namespace Obs.Insights.Tests.Language;

/// <summary>Each command, one sentence of the reference after the other.</summary>
public sealed class CommandTests
{
    private const string Two = """{"a":1,"b":"x","c":10}""";
    private const string Three = """{"a":2,"b":"y"}""";
    private const string Text = "25 May 2019 10:24:39,474 [ERROR] The error was: DataIntegrityException";

    [Theory]
    [InlineData("fields a | fields b", "a=1 b=x | a=2 b=y")]
    [InlineData("fields a | fields a", "a=1 | a=2")]
    [InlineData("fields a, b | fields c as d", "a=1 b=x d=10 | a=2 b=y")]
    [InlineData("fields a as x | filter x = 2 | fields x + 1 as y", "x=2 y=3")]
    [InlineData("fields a | display b", "b=x | b=y")]
    [InlineData("display a | display b", "b=x | b=y")]
    [InlineData("display a + 1", "a + 1=2 | a + 1=3")]
    [InlineData("display a as x, b", "x=1 b=x | x=2 b=y")]
    [InlineData("display b, a", "b=x a=1 | b=y a=2")]
    [InlineData("fields a as x, x + 1 as y", "x=1 | x=2")]
    [InlineData("fields a + 1 as a | filter a = 3", "a=3")]
    [InlineData("filter a = 1 | fields b", "b=x")]
    [InlineData("unmask b | limit 1", "b=x")]
    public Task Fields_show_and_display_shows_exactly(string query, string rows) => Holds(query, rows, Two, Three);

    [Theory]
    [InlineData("filter a = 1 | filter b = \"x\" | stats count(*) as n", "n=1")]
    [InlineData("filter a = 1 | filter b = \"y\" | stats count(*) as n", "n=0")]
    [InlineData("filter a = 1 or b = \"y\" | stats count(*) as n", "n=2")]
    [InlineData("filter a | stats count(*) as n", "n=2")]
    [InlineData("filter c | stats count(*) as n", "n=1")]
    [InlineData("filter \"\" | stats count(*) as n", "n=0")]
    [InlineData("filter 0 | stats count(*) as n", "n=0")]
    [InlineData("filter ispresent(c) | stats count(*) as n", "n=1")]
    [InlineData("filter not ispresent(c) | stats count(*) as n", "n=1")]
    [InlineData("filterIndex a = 2 | fields b", "b=y")]
    [InlineData("filterIndex a in [1, 2] | filter b = \"x\" | fields a", "a=1")]
    public Task Filter_keeps_events_whose_condition_is_true(string query, string rows) => Holds(query, rows, Two, Three);

    [Theory]
    [InlineData("stats count(*)", "count(*)=2")]
    [InlineData("stats count()", "count()=2")]
    [InlineData("stats count(c), sum(c)", "count(c)=1 sum(c)=10")]
    [InlineData("stats sum( a )", "sum( a )=3")]
    [InlineData("stats sum(a) as s, avg(a) as m, s - m as d", "s=3 m=1.5 d=1.5")]
    [InlineData("stats max(a) * 10 + min(a) as r", "r=21")]
    [InlineData("stats sum(a * 2) as s", "s=6")]
    [InlineData("stats count(*) as n by a > 1 as big | sort big asc", "big=0 n=1 | big=1 n=1")]
    [InlineData("stats count(*) by a, b | sort a asc", "a=1 b=x count(*)=1 | a=2 b=y count(*)=1")]
    [InlineData("stats count(*) by toupper(b) | sort toupper(b) desc", "toupper(b)=Y count(*)=1 | toupper(b)=X count(*)=1")]
    [InlineData("stats count(*) as n by c | sort c asc", "n=1 | c=10 n=1")]
    [InlineData("stats count(*) as n by b | sort n desc, b desc | limit 1", "b=y n=1")]
    [InlineData("stats count(*) as n by b | filter b = \"x\"", "b=x n=1")]
    [InlineData("stats sum(a) as s by b | stats sum(s) as total, count(*) as groups", "total=3 groups=2")]
    [InlineData("stats sum(a) as s by b | stats max(a) as gone, max(s) as kept", "kept=2")]
    [InlineData("stats sum(a) as s by b | stats max(s) as m | sort m desc | limit 5", "m=2")]
    [InlineData("stats count(*) as n by bin(1d) as day", "day=2026-01-01 00:00:00.000 n=2")]
    [InlineData("stats avg(missing) as m", "")]
    [InlineData("filter a > 9 | stats count(*) as n, sum(a) as s", "n=0")]
    [InlineData("filter a > 9 | stats count(*) as n by b", "")]
    [InlineData("fields a * 2 as d | stats sum(d) as s", "s=6")]
    public Task Stats_sums_up_groups(string query, string rows) => Holds(query, rows, Two, Three);

    [Theory]
    [InlineData("fields a | sort a", "a=1 | a=2")]
    [InlineData("fields a | sort a asc", "a=1 | a=2")]
    [InlineData("fields a | sort a desc", "a=2 | a=1")]
    [InlineData("fields a | sort by a desc", "a=2 | a=1")]
    [InlineData("fields a | sort -a", "a=2 | a=1")]
    [InlineData("fields a as x | sort x desc", "x=2 | x=1")]
    [InlineData("fields a | sort b desc", "a=2 | a=1")]
    [InlineData("fields a | sort @timestamp desc", "a=2 | a=1")]
    [InlineData("fields a | sort a desc | sort a asc", "a=1 | a=2")]
    [InlineData("fields a | sort a desc | limit 1", "a=2")]
    [InlineData("fields a | limit 1 | sort a desc", "a=1")]
    [InlineData("fields a | limit 2 | limit 1", "a=1")]
    [InlineData("fields a | head 1", "a=1")]
    [InlineData("fields a | limit 100000", "a=1 | a=2")]
    [InlineData("fields a | sort a desc | filter a = 1", "a=1")]
    public Task Sort_and_limit_choose_the_rows(string query, string rows) => Holds(query, rows, Two, Three);

    [Theory]
    [InlineData("parse @message \"* [*] *\" as t, level, rest | display t, level, rest",
        "t=25 May 2019 10:24:39,474 level=ERROR rest=The error was: DataIntegrityException")]
    [InlineData("parse \"[*]\" as level | display level", "level=ERROR")]
    [InlineData("parse '[*]' as level | display level", "level=ERROR")]
    [InlineData("parse @message \"error was: *\" as e | display e", "e=DataIntegrityException")]
    [InlineData("parse @message \"error * Data*\" as a, b | display a, b", "a=was: b=IntegrityException")]
    [InlineData("parse @message \"*\" as all | display strlen(all) as n", "n=70")]
    [InlineData("parse @message \"nothing * here\" as e | stats count(*) as n, count(e) as m", "n=1 m=0")]
    [InlineData("parse @message \"error *:\" as w | parse w \"w*\" as rest | display rest", "rest=as")]
    [InlineData("parse toupper(@message) \"ERROR WAS: *\" as e | display e", "e=DATAINTEGRITYEXCEPTION")]
    [InlineData("parse @message /\\[(?<level>\\w+)\\]/ | display level", "level=ERROR")]
    [InlineData("parse /(?<day>\\d+) (?<month>\\w+) (?<year>\\d{4})/ | display year, month, day", "year=2019 month=May day=25")]
    [InlineData("parse @message /error was: (?<e>.*?)/ | display e", "e=DataIntegrityException")]
    [InlineData("parse @message /(?i)THE ERROR (?<e>\\w+)/ | display e", "e=was")]
    [InlineData("parse @message /(?<a>x)?(?<b>ERROR)/ | display a, b", "b=ERROR")]
    [InlineData("parse @message /(?<n>\\d+)/ | filter n > 9 | display n * 2 as r", "r=50")]
    [InlineData("parse @message \"* *\" as a, b | parse @message \"[*]\" as a | display a", "a=ERROR")]
    [InlineData("parse @message \"[*]\" as level | stats count(*) as n by level", "level=ERROR n=1")]
    public Task Parse_makes_columns_of_text(string query, string rows) => Holds(query, rows, Text);

    [Theory]
    [InlineData("parse @message \"a.c*\" as r | display r", "a.c1 abc2", "r=1 abc2")]
    [InlineData("parse @message \"(*) [*] {*}\" as a, b, c | display a, b, c", "x (1) [2] {3} y", "a=1 b=2 c=3")]
    [InlineData("parse @message \"$*^\" as a | display a", "$5^", "a=5")]
    [InlineData("parse @message \"<*>\" as a | display a", "<> <x>", "a=")]
    [InlineData("parse @message \"a=*,b=*\" as a, b | display a, b", "a=1,b=2,b=3", "a=1 b=2,b=3")]
    [InlineData("parse @message \"user=*,\" as u | display u", "user=ann, user=bob,", "u=ann")]
    [InlineData("parse @message \"é*é\" as u | display u", "éü😀é", "u=ü😀")]
    [InlineData("parse @message \"user=*,\" as u | display u", "USER=ann,", "")]
    public Task A_star_takes_as_little_as_it_can_and_everything_else_is_itself(string query, string message, string rows) =>
        Holds(query, rows, message);

    [Theory]
    [InlineData("fields v | dedup k", "v=4 | v=3 | v=2")]
    [InlineData("fields v | sort @timestamp asc | dedup k", "v=1 | v=2 | v=3")]
    [InlineData("fields v | sort v desc | dedup k", "v=4 | v=3 | v=2")]
    [InlineData("fields v | dedup k | limit 1", "v=4")]
    [InlineData("fields v | dedup k | limit 2 | limit 1", "v=4")]
    [InlineData("fields v | dedup k | limit 0", "")]
    [InlineData("fields v | dedup k, l", "v=4 | v=3 | v=2 | v=1")]
    [InlineData("fields v | sort v asc | dedup l", "v=1 | v=2 | v=3 | v=4")]
    [InlineData("fields v, k as other | dedup other | limit 1", "v=4 other=a")]
    [InlineData("filter ispresent(k) | fields v | sort v asc | dedup k", "v=1 | v=2")]
    [InlineData("stats max(v) as m by k | sort m desc | dedup k | limit 1", "k=a m=4")]
    public Task Dedup_keeps_the_first_row_of_each_value_and_every_row_without_one(string query, string rows) =>
        Holds(query, rows, """{"k":"a","l":1,"v":1}""", """{"k":"b","v":2}""", """{"v":3}""", """{"k":"a","l":2,"v":4}""");

    [Theory]
    [InlineData("fields jsonParse(@message) as j | unnest j.l into e | display e.v, j.k", "e.v=1 j.k=a | e.v=2 j.k=a")]
    [InlineData("fields jsonParse(@message) as j | unnest j.l into e | stats sum(e.v) as s, count(*) as n", "s=3 n=2")]
    [InlineData("fields jsonParse(@message) as j | unnest j.k into e | display e", "e=a")]
    [InlineData("fields jsonParse(@message) as j | unnest j.m into e | display e.x", "e.x=5")]
    [InlineData("fields jsonParse(@message) as j | unnest j.n into e | display e", "e=1 | e=x | ")]
    [InlineData("fields jsonParse(@message) as j | unnest j.nothing into e | display j.k", "j.k=a")]
    [InlineData("fields jsonParse(@message) as j | unnest j.empty into e | display j.k", "")]
    [InlineData("fields jsonParse(@message) as j | unnest j.l into e | filter e.v > 1 | display e.v", "e.v=2")]
    [InlineData("fields jsonParse(@message) as j | unnest j.l into e | limit 1 | display e.v", "e.v=1")]
    [InlineData("fields jsonParse(@message) as j | unnest j.l into e | sort e.v desc | display e.v", "e.v=2 | e.v=1")]
    [InlineData("fields k | unnest jsonParse(\"[7,8]\") into e | display k, e", "k=a e=7 | k=a e=8")]
    public Task Unnest_makes_a_row_of_each_element(string query, string rows) =>
        Holds(query, rows, """{"k":"a","l":[{"v":1},{"v":2}],"m":{"x":5},"n":[1,"x",null],"empty":[]}""");

    [Theory]
    [InlineData("fields a, c | addtotals", "a=1 c=10 Total=11 | a=2 Total=2")]
    [InlineData("fields a, b | addtotals", "a=1 b=x Total=1 | a=2 b=y Total=2")]
    [InlineData("fields a, c | addtotals fieldname=all", "a=1 c=10 all=11 | a=2 all=2")]
    [InlineData("fields a, c | addtotals fieldname=\"the sum\"", "a=1 c=10 the sum=11 | a=2 the sum=2")]
    [InlineData("fields a, c | addtotals a", "a=1 c=10 Total=1 | a=2 Total=2")]
    [InlineData("fields a, c | addtotals row=true col=true", "a=1 c=10 Total=11 | a=2 Total=2 | a=3 c=10 Total=13")]
    [InlineData("fields a, c | addtotals row=false col=true", "a=1 c=10 | a=2 | a=3 c=10")]
    [InlineData("fields a, c | addtotals col=true row=false a", "a=1 c=10 | a=2 | a=3")]
    [InlineData("fields a, c | ADDTOTALS ROW=FALSE COL=TRUE c", "a=1 c=10 | a=2 | c=10")]
    [InlineData("stats sum(a) as x, sum(c) as y | addtotals", "x=3 y=10 Total=13")]
    [InlineData("fields a, c | addtotals | sort Total desc | limit 1", "a=1 c=10 Total=11")]
    public Task Addtotals_adds_up_rows_and_columns(string query, string rows) => Holds(query, rows, Two, Three);

    [Theory]
    [InlineData("fields a, cpu1, cpu2 | filldown", "a=1 cpu1=5 cpu2=6 | a=1 cpu1=5 cpu2=6 | a=3 cpu1=5 cpu2=6")]
    [InlineData("fields a, cpu1, cpu2 | filldown cpu1", "a=1 cpu1=5 cpu2=6 | cpu1=5 | a=3 cpu1=5")]
    [InlineData("fields a, cpu1, cpu2 | filldown cpu*", "a=1 cpu1=5 cpu2=6 | cpu1=5 cpu2=6 | a=3 cpu1=5 cpu2=6")]
    [InlineData("fields a, cpu1, cpu2 | filldown a cpu2", "a=1 cpu1=5 cpu2=6 | a=1 cpu2=6 | a=3 cpu2=6")]
    [InlineData("fields a, cpu1 | filldown *1", "a=1 cpu1=5 | cpu1=5 | a=3 cpu1=5")]
    [InlineData("fields a, cpu1 | sort @timestamp desc | filldown cpu1", "a=3 |  | a=1 cpu1=5")]
    public Task Filldown_carries_the_last_value_down(string query, string rows) =>
        Holds(query, rows, """{"a":1,"cpu1":5,"cpu2":6}""", "{}", """{"a":3}""");

    [Fact]
    public async Task Without_a_limit_ten_thousand_rows_come_back_and_no_more()
    {
        string[] events = [.. Enumerable.Range(0, 10_001).Select(static i => $"{{\"a\":{i}}}")];

        (await Run.Query("fields a", events)).Should().HaveCount(10_000);
        (await Run.Query("fields a | sort a desc", events)).Should().HaveCount(10_000).And.StartWith("a=10000");
        (await Run.Query("stats count(*) by a", events)).Should().HaveCount(10_000);
        (await Run.Query("fields a | sort a asc | dedup a", events)).Should().HaveCount(10_000).And.StartWith("a=0");
        (await Run.Query("fields a | limit 10001", events)).Should().HaveCount(10_001);
        (await Run.Query("fields a | limit 10001 | sort a asc", events)).Should().HaveCount(10_001);
        (await Run.Query("limit 10001 | stats count(*) by a", events)).Should().HaveCount(10_000);
        (await Run.Query("fields a | sort a desc | dedup a | limit 10001", events)).Should().HaveCount(10_001).And.EndWith("a=0");
    }

    private static async Task Holds(string query, string rows, params string[] messages) =>
        string.Join(" | ", await Run.Query(query, messages)).Should().Be(rows);
}
