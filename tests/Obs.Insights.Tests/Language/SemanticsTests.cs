namespace Obs.Insights.Tests.Language;

/// <summary>Order, aggregates and missing values: what section 6 of the reference has to say, and decision 7 where it is silent.</summary>
public sealed class SemanticsTests
{
    // Ascending: nothing, then text, chunk by chunk, then numbers.
    private static readonly string[] Ascending =
    [
        "{}", "\"\"", "\"-5\"", "\"1.9\"", "\"1.10\"", "\"1e3\"", "\"A\"", "\"a\"", "\"a2\"", "\"a2b\"", "\"a10\"", "\"a010\"", "\"b1\"",
        "\"é\"", "-3", "0", "1.5",
        "\"2\"", "10", "\"0100\"", "\"99999999999999999999999\"",
    ];

    [Fact]
    public async Task Sort_puts_nothing_before_text_before_numbers_and_desc_is_its_reverse()
    {
        string[] events = [.. Ascending.Select(static (v, place) => v == "{}" ? "{\"p\":0}" : $"{{\"v\":{v},\"p\":{place}}}")];
        string[] shuffled =
            [.. events.Select(static (e, i) => (e, Key: i * 7919 % 101)).OrderBy(static x => x.Key).Select(static x => x.e)];
        IEnumerable<string> places = Enumerable.Range(0, Ascending.Length).Select(static p => $"p={p}");

        (await Run.Query("fields p | sort v asc", shuffled)).Should().Equal(places);
        (await Run.Query("fields p | sort v desc", shuffled)).Should().Equal(places.Reverse());
        (await Run.Query("stats sortsFirst(v) as f, sortsLast(v) as l", shuffled)).Should().Equal("f= l=99999999999999999999999");
    }

    [Fact]
    public async Task Ties_stay_in_the_order_of_the_input_both_ways()
    {
        string[] events = [.. Enumerable.Range(0, 3_000).Select(static i => $"{{\"k\":{i % 3},\"p\":{i}}}")];
        List<int>[] expected = [.. Enumerable.Range(0, 3).Select(static k => Enumerable.Range(0, 1_000).Select(i => (i * 3) + k).ToList())];

        (await Run.Query("fields p | sort k asc", events)).Should()
            .Equal(expected[0].Concat(expected[1]).Concat(expected[2]).Select(static p => $"p={p}"));
        (await Run.Query("fields p | sort k desc", events)).Should()
            .Equal(expected[2].Concat(expected[1]).Concat(expected[0]).Select(static p => $"p={p}"));
    }

    [Theory]
    [InlineData("count(*)", "6")]
    [InlineData("count()", "6")]
    [InlineData("count(v)", "5")]
    [InlineData("count(missing)", "0")]
    [InlineData("count_distinct(v)", "4")]
    [InlineData("sum(v)", "14")]
    [InlineData("avg(v)", "3.5")]
    [InlineData("min(v)", "1")]
    [InlineData("max(v)", "10")]
    [InlineData("max(w)", "b")]
    [InlineData("min(w)", "a")]
    [InlineData("max(missing)", "")]
    [InlineData("sum(w)", "")]
    [InlineData("avg(w)", "")]
    [InlineData("pct(v, 50)", "1")]
    [InlineData("pct(v, 75)", "2")]
    [InlineData("pct(v, 76)", "10")]
    [InlineData("pct(v, 100)", "10")]
    [InlineData("pct(v, 0)", "1")]
    [InlineData("pct(v, 99.9)", "10")]
    [InlineData("pct(w, 50)", "")]
    [InlineData("median(v)", "1")]
    [InlineData("floor(stddev(v) ^ 2 * 100 + 0.5)", "1425")]
    [InlineData("stddev(one)", "0")]
    [InlineData("earliest(v)", "1")]
    [InlineData("latest(v)", "10")]
    [InlineData("earliest(w)", "b")]
    [InlineData("latest(w)", "a")]
    [InlineData("sum(v > 1)", "3")] // Text compares with a number by text.
    [InlineData("sum(v = 1)", "2")]
    [InlineData("sum(ispresent(v))", "5")]
    [InlineData("sum(strcontains(@message, \"v\"))", "5")]
    [InlineData("count(v) / count(*) * 6", "5")]
    [InlineData("max(v * 2)", "20")]
    [InlineData("max(@timestamp) - min(@timestamp)", "5")]
    public async Task An_aggregate_leaves_out_what_is_missing(string aggregate, string value)
    {
        List<string> rows = await Run.Query(
            $"stats {aggregate} as r", """{"v":1,"w":"b"}""", """{"v":"1"}""", """{"v":"x"}""", """{"w":"a","one":4}""", """{"v":2}""",
            """{"v":10}""");

        rows.Should().Equal(value.Length == 0 ? "" : $"r={value}");
    }

    [Theory]
    [InlineData("stats count(*) as n by k", "k=1 n=2 | n=2 | k=x n=1 | k= n=1")]
    [InlineData("stats count(*) as n by k, l", "k=1 l=5 n=2 | n=2 | k=x n=1 | k= n=1")]
    [InlineData("stats count(*) as n by ispresent(k) as has | sort has asc", "has=0 n=2 | has=1 n=4")]
    [InlineData("stats count(*) as n by k | filter not ispresent(k)", "n=2")]
    [InlineData("stats count(*) as n by k | sort n desc, k asc | limit 2", "n=2 | k=1 n=2")]
    public async Task A_group_without_its_key_is_a_group_and_keys_that_print_alike_are_one(string query, string rows) =>
        string.Join(" | ", await Run.Query(
            query, """{"k":1,"l":5}""", "{}", """{"k":"1","l":"5"}""", """{"k":"x"}""", """{"k":null}""",
            """{"k":""}""")).Should().Be(rows);

    [Theory]
    [InlineData("filter a = 1", 1)]
    [InlineData("filter a != 1", 2)]
    [InlineData("filter not a = 1", 2)]
    [InlineData("filter a in [1, 2]", 2)]
    [InlineData("filter a not in [1]", 2)]
    [InlineData("filter a like /1/", 1)]
    [InlineData("filter a not like /1/", 2)]
    [InlineData("filter a > 0", 2)]
    [InlineData("filter a <= 0", 0)]
    [InlineData("filter not a > 0", 1)]
    [InlineData("filter a > 0 or not ispresent(a)", 3)]
    public async Task A_missing_field_differs_from_everything_and_compares_with_nothing(string filter, int count) =>
        (await Run.Query($"{filter} | stats count(*) as n", """{"a":1}""", """{"a":2}""", "{}")).Should().Equal($"n={count}");

    [Theory]
    [InlineData("stats count(*) as n by bin(1m) as t | sort t asc | fillmissing with 0 for n", "00:00 n=1 | 01:00 n=0 | 02:00 n=2")]
    [InlineData("stats count(*) as n by bin(1m) as t | fillmissing | sort t asc", "00:00 n=1 | 01:00 | 02:00 n=2")]
    [InlineData("stats count(*) as n, avg(v) as m by bin(1m) as t | fillmissing with 0 for n, with -1 for m | sort t asc",
        "00:00 n=1 m=1 | 01:00 n=0 m=-1 | 02:00 n=2 m=2.5")]
    [InlineData(
        "stats count(*) as n by bin(1m) as t | fillmissing with \"none\" for n | sort t asc", "00:00 n=1 | 01:00 n=none | 02:00 n=2")]
    [InlineData("stats count(*) as n by bin(1m) as t | stats max(n) as top", "top=2")]
    public async Task Empty_periods_are_filled_where_that_is_asked_for(string query, string rows)
    {
        LogEvent[] events =
        [
            new(Run.Start.AddSeconds(5), """{"v":1}"""), new(Run.Start.AddSeconds(130), """{"v":2}"""),
            new(Run.Start.AddSeconds(170), """{"v":3}"""),
        ];

        List<string> found = await Run.Query(query, LogSource.FromEvents(events));

        string.Join(
            " | ",
            found.Select(
                static r => r.Replace("t=2026-01-01 00:", "", StringComparison.Ordinal).Replace(".000", "", StringComparison.Ordinal)))
            .Should().Be(rows);
    }
}
