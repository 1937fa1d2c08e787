namespace Obs.Insights.Tests;

public sealed class RecipeTests
{
    private static readonly string[] Log = [.. Enumerable.Range(0, 400).Select(SyntheticLog.Line)];

    public static TheoryData<string> Names => [.. RecipeBook.Recipes.Select(static r => r.Name)];

    [Fact]
    public void The_book_has_recipes_of_every_category_under_names_of_their_own()
    {
        RecipeBook.Recipes.Should().HaveCountGreaterThanOrEqualTo(53);
        RecipeBook.Recipes.Select(static r => r.Name).Should().OnlyHaveUniqueItems();
        RecipeBook.Recipes.Select(static r => r.Category).Distinct()
            .Should().BeEquivalentTo("errors", "latency", "traffic", "business", "drill", "volume", "deploy");
        RecipeBook.Recipes.Should().OnlyContain(static r => r.Purpose.Length > 0 && r.Fields.Count > 0);
        RecipeBook.Find("APDEX")!.Purpose.Should().Be("Apdex with T=300 ms per route");
        RecipeBook.Find("trace-timeline")!.Note.Should().StartWith("replace TRACE");
        RecipeBook.Find("nope").Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_recipe_finds_something_in_a_log_that_has_its_fields(string name)
    {
        List<string> rows = await Run.Query(RecipeBook.Find(name)!.Text, LogSource.FromEvents(SyntheticLog.Events(Log)));

        rows.Should().NotBeEmpty();
        rows.Should().OnlyContain(static row => row.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_recipe_says_what_it_means(string name)
    {
        LogSchema schema = await LogSchema.SampleAsync(LogSource.FromEvents(SyntheticLog.Events(Log)), Log.Length);

        InsightsLint.Check(InsightsQuery.Parse(RecipeBook.Find(name)!.Text), schema)
            .Where(static f => f.Rule != LintRule.MissingLimit).Should().BeEmpty();
    }
}
