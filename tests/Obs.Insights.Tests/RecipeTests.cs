using System.Text.Json;
using System.Text.RegularExpressions;
using Obs.TestSupport;

namespace Obs.Insights.Tests;

public sealed class RecipeTests
{
    public static TheoryData<string> Names => [.. RecipeBook.Recipes.Select(static r => r.Name)];

    [Fact]
    public void The_book_has_recipes_of_every_category_under_names_of_their_own()
    {
        RecipeBook.Recipes.Should().HaveCountGreaterThanOrEqualTo(60);
        RecipeBook.Recipes.Select(static r => r.Name).Should().OnlyHaveUniqueItems();
        RecipeBook.Recipes.Select(static r => r.Category).Distinct()
            .Should().Equal("errors", "latency", "sql", "traffic", "business", "drill", "volume", "deploy");
        RecipeBook.Find("APDEX")!.Purpose.Should().Be("Apdex by route: satisfied within T, tolerating within four times T.");
        RecipeBook.Find("nope").Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_says_all_there_is_to_say(string name)
    {
        Recipe recipe = RecipeBook.Find(name)!;

        new[] { recipe.Purpose, recipe.LookFor, recipe.NextStep }.Should().OnlyContain(
            static text => text.EndsWith('.') || text.EndsWith('?'));
        recipe.Fields.Should().NotBeEmpty();
        recipe.SampleOutput.Split('\n').Should().HaveCountGreaterThan(2);
        recipe.Parameters.Where(static p => !p.Description.EndsWith('.')).Should().BeEmpty();
        Regex.Matches(recipe.Query, @"\{\{(\w+)\}\}").Select(static m => m.Groups[1].Value).Distinct()
            .Should().BeEquivalentTo(recipe.Parameters.Select(static p => p.Name));
        Regex.Matches(recipe.NextStep, "[a-z]+(-[a-z]+)+").Select(static m => m.Value).Where(static next => RecipeBook.Find(next) is null)
            .Should().BeEmpty("what comes next is in the book");
    }

    [Fact]
    public void Defaults_stand_where_nothing_is_given_and_values_replace_them()
    {
        Recipe recipe = RecipeBook.Find("errors-over-time")!;

        recipe.Bind().Should().Contain("by bin(5m) as t");
        recipe.Bind(new Dictionary<string, string> { ["period"] = "1hr" }).Should().Contain("by bin(1hr) as t");
    }

    [Theory]
    [InlineData("errors-over-time", "period", "5", "period must be a period such as 5m or 1d; found 5")]
    [InlineData("errors-over-time", "period", "0m", "period must be a period such as 5m or 1d; found 0m")]
    [InlineData("errors-over-time", "period", "5m) | limit 1 #", "found 5m) | limit 1 #")]
    [InlineData("apdex", "t", "fast", "t must be a number; found fast")]
    [InlineData("apdex", "t", "-1", "t must be a number; found -1")]
    [InlineData("apdex", "t", "", "t must be a number; found ")]
    [InlineData("apdex", "x", "1", "x is not a parameter of it")]
    [InlineData("trace-timeline", "x", "1", "traceId must be given (A trace id, 32 hexadecimal digits)")]
    public void A_value_that_does_not_fit_is_refused(string name, string parameter, string value, string message) =>
        FluentActions.Invoking(() => RecipeBook.Find(name)!.Bind(new Dictionary<string, string> { [parameter] = value }))
            .Should().Throw<ArgumentException>().WithMessage($"The recipe {name} cannot run: *{message}*");

    [Theory]
    [InlineData("x\" or 1 = 1 or traceId = \"")]
    [InlineData("x\\")]
    [InlineData("\\\" | limit 1 #")]
    [InlineData("a\nb|c/d'e`f")]
    public async Task A_text_stays_one_text_whatever_it_holds(string value)
    {
        string query = RecipeBook.Find("trace-timeline")!.Bind(new Dictionary<string, string> { ["traceId"] = value });

        List<string> rows = await Run.Query(
            query, JsonSerializer.Serialize(new { traceId = value, message = "found" }), "{\"traceId\":\"other\"}", "{}");

        rows.Should().ContainSingle().Which.Should().EndWith("message=found");
    }

    [Fact]
    public void The_book_is_rendered_to_the_docs_from_the_same_source()
    {
        foreach ((string page, string text) in RecipeBook.ToMarkdown())
        {
            Golden.ShouldMatch(text, "..", "..", "docs", "knowledge", "recipes", page);
        }

        Golden.ShouldMatch(RecipeBook.ToQueryDefinitions(), "..", "..", "docs", "knowledge", "recipes", "query-definitions.json");
        Directory.GetFiles(Repository.PathOf("docs", "knowledge", "recipes")).Select(Path.GetFileName)
            .Should().BeEquivalentTo([.. RecipeBook.ToMarkdown().Keys, "query-definitions.json"]);
    }

    [Fact]
    public void Query_definitions_are_what_the_service_takes()
    {
        using var definitions = JsonDocument.Parse(RecipeBook.ToQueryDefinitions());

        definitions.RootElement.GetArrayLength().Should().Be(RecipeBook.Recipes.Count);
        foreach (JsonElement definition in definitions.RootElement.EnumerateArray())
        {
            // The bounds of PutQueryDefinition.
            definition.GetProperty("name").GetString()!.Length.Should().BeInRange(1, 255);
            definition.GetProperty("queryString").GetString()!.Length.Should().BeInRange(1, 10_000);
            definition.GetProperty("parameters").GetArrayLength().Should().BeLessThanOrEqualTo(20);
            foreach (JsonElement parameter in definition.GetProperty("parameters").EnumerateArray())
            {
                parameter.GetProperty("name").GetString().Should().MatchRegex("^[a-zA-Z_][a-zA-Z0-9_]{0,127}$");
                parameter.GetProperty("description").GetString()!.Length.Should().BeLessThanOrEqualTo(512);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_can_be_read_and_is_sound(string name)
    {
        Recipe recipe = RecipeBook.Find(name)!;
        string query = recipe.Bind(
            recipe.Parameters.Where(static p => p.DefaultValue is null).ToDictionary(static p => p.Name, static _ => "x"));

        InsightsLint.Check(InsightsQuery.Parse(query)).Select(static f => f.Message).Should().BeEmpty();
    }
}
