namespace Obs.Insights.Tests;

/// <summary>What is kept of many rows with few or many keys, when only the first of them are asked for.</summary>
public sealed class DedupTests
{
    [Theory]
    [InlineData("desc", 1)]
    [InlineData("desc", 100)]
    [InlineData("desc", 1_500)]
    [InlineData("asc", 1)]
    [InlineData("asc", 100)]
    [InlineData("asc", 10_000)]
    public async Task The_first_rows_of_different_keys_are_the_same_as_if_all_were_kept(string direction, int limit)
    {
        var random = new Random(11);
        (int Value, string? Key)[] rows =
        [
            .. Enumerable.Range(0, 20_000).Select(_ => (random.Next(4_000), random.Next(50) == 0 ? null : $"k{random.Next(3_000)}")),
        ];
        IEnumerable<(int Value, string? Key, int Place)> sorted = rows.Select(static (r, place) => (r.Value, r.Key, place))
            .OrderBy(r => direction == "asc" ? r.Value : -r.Value).ThenBy(static r => r.place);
        IEnumerable<string> expected = sorted.DistinctBy(static r => r.Key ?? $"row {r.Place}").Take(limit)
            .Select(static r => r.Key is null ? $"v={r.Value} p={r.Place}" : $"v={r.Value} k={r.Key} p={r.Place}");
        LogSource log = Run.Lines([.. rows.Select(static (r, place) =>
            r.Key is null ? $$"""{"v":{{r.Value}},"p":{{place}}}""" : $$"""{"v":{{r.Value}},"k":"{{r.Key}}","p":{{place}}}""")]);

        List<string> found = await Run.Query(
            $"fields v, k, p | sort v {direction} | dedup k | limit {limit}", log, new InsightsOptions { Parallelism = 3 });

        found.Should().Equal(expected);
    }

    [Fact]
    public async Task Rows_that_cannot_be_among_the_first_take_no_memory()
    {
        IEnumerable<LogEvent> events = Run.Events(Enumerable.Range(0, 100_000).Select(static i => $"{{\"id\":\"{i:D40}\"}}"));
        var options = new InsightsOptions { MaxStateBytes = 1024 * 1024, Parallelism = 1 };

        (await Run.Query("fields id | sort id asc | dedup id | limit 2", LogSource.FromEvents(events), options)).Should().HaveCount(2);
    }
}
