using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Insights.Tests;

/// <summary>Queries that people publish for their logs, recorded in <c>tests/golden/insights/recipes.json</c>.</summary>
public sealed class PublishedQueriesTests
{
    private static readonly string[] Log = [.. Enumerable.Range(0, 400).Select(SyntheticLog.Line)];
    private static readonly Dictionary<string, string> Queries = Read();

    public static TheoryData<string> Names => [.. Queries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_published_query_finds_something_in_a_log_that_has_its_fields(string name)
    {
        List<string> rows = await Run.Query(Queries[name], LogSource.FromEvents(SyntheticLog.Events(Log)));

        rows.Should().NotBeEmpty();
        rows.Should().OnlyContain(static row => row.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_published_query_says_what_it_means(string name)
    {
        LogSchema schema = await LogSchema.SampleAsync(LogSource.FromEvents(SyntheticLog.Events(Log)), Log.Length);

        InsightsLint.Check(InsightsQuery.Parse(Queries[name]), schema).Where(static f => f.Rule != LintRule.MissingLimit).Should()
            .BeEmpty();
    }

    private static Dictionary<string, string> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "golden", "insights", "recipes.json")));
        return document.RootElement.EnumerateArray().ToDictionary(
            static r => r.GetProperty("id").GetString()!, static r => r.GetProperty("query").GetString()!);
    }
}
