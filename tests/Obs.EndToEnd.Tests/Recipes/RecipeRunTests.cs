using Obs.Insights;

namespace Obs.EndToEnd.Tests.Recipes;

/// <summary>Every recipe over what the shop really wrote.</summary>
public sealed class RecipeRunTests(ShopLog log) : IClassFixture<ShopLog>
{
    private const string AllRows = "100000";

    public static TheoryData<string> Names => [.. RecipeBook.Recipes.Select(static r => r.Name)];

    [Fact]
    public void Every_recipe_has_a_figure_to_hold_it_against() =>
        RecipeExpectations.ByName.Keys.Should().BeEquivalentTo(RecipeBook.Recipes.Select(static r => r.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_recipe_finds_what_a_count_over_the_raw_entries_finds(string name)
    {
        Recipe recipe = RecipeBook.Find(name)!;
        RecipeExpectation expectation = RecipeExpectations.ByName[name];
        Dictionary<string, string> values = expectation.Values(log.Entries);
        if (recipe.Parameters.Any(static p => p.Name == "top"))
        {
            values["top"] = AllRows;
        }

        (_, InsightsResult result) = await RunAsync(recipe, values);

        double counted = expectation.Counted(log.Entries);
        counted.Should().BePositive("the shop did what the recipe looks for");
        expectation.Found(result).Should().BeApproximately(counted, counted * 1e-9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_recipe_shows_rows_as_it_comes(string name)
    {
        Recipe recipe = RecipeBook.Find(name)!;
        Dictionary<string, string> values = RecipeExpectations.ByName[name].Values(log.Entries)
            .Where(value => recipe.Parameters.Any(p => p.Name == value.Key && p.DefaultValue is null)).ToDictionary();

        (InsightsQuery query, InsightsResult result) = await RunAsync(recipe, values);

        result.Rows.Should().NotBeEmpty();
        result.Rows.SelectMany(static row => row.Fields.Select(static f => f.Field)).Distinct().Should().BeSubsetOf(query.Columns)
            .And.HaveCountGreaterThan(query.Columns.Count / 2);
        Header(recipe).Should().OnlyContain(
            column => query.Columns.Any(c => c.StartsWith(column, StringComparison.Ordinal)), "the sample is of this query");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_recipe_names_fields_that_the_shop_writes_and_says_what_it_means(string name)
    {
        Recipe recipe = RecipeBook.Find(name)!;
        LogSchema schema = await LogSchema.SampleAsync(LogSource.FromEvents(log.Events), log.Events.Count);
        string query = recipe.Bind(
            recipe.Parameters.Where(static p => p.DefaultValue is null).ToDictionary(static p => p.Name, static _ => "x"));

        InsightsLint.Check(InsightsQuery.Parse(query), schema).Select(static f => $"{f.Rule}: {f.Message}").Should().BeEmpty();
        recipe.Fields.Where(field => !field.Split('|').Any(f => f.StartsWith('@') || schema.Contains(f))).Should().BeEmpty();
    }

    private static string[] Header(Recipe recipe) =>
        recipe.SampleOutput.Split('\n')[0].TrimEnd('…').Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task<(InsightsQuery Query, InsightsResult Result)> RunAsync(Recipe recipe, Dictionary<string, string> values)
    {
        InsightsQuery query = InsightsQuery.Parse(recipe.Bind(values));
        return (query, await InsightsEngine.RunAsync(query, LogSource.FromEvents(log.Events)));
    }
}
