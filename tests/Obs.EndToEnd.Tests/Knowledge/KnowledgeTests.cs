using Obs.TestSupport;

namespace Obs.EndToEnd.Tests.Knowledge;

/// <summary>Every command of the knowledge base does what its page says.</summary>
[Collection(PlantedShopDefinition.Name)]
public sealed class KnowledgeTests(PlantedShopFixture shop)
{
    // A fault that one checkout in twenty has takes its time to come by.
    private static readonly TimeSpan TimeToHappen = TimeSpan.FromMinutes(5);

    public static TheoryData<string, string, string> Commands
    {
        get
        {
            var commands = new TheoryData<string, string, string>();
            foreach ((string page, string command, string[] printed) in ConsoleBlock.ReadAll().Where(
                static entry => !entry.Command.StartsWith(ConsoleBlock.Start, StringComparison.Ordinal)))
            {
                commands.Add(page, command, string.Join('\n', printed));
            }

            return commands;
        }
    }

    public static TheoryData<string, string> Filters
    {
        get
        {
            var filters = new TheoryData<string, string>();
            foreach ((string page, string filter) in ConsoleBlock.ReadFilters())
            {
                filters.Add(page, filter);
            }

            return filters;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public Task A_command_ends_well_and_prints_what_its_page_shows(string page, string command, string printed) => Eventually.PassAsync(
        async () =>
        {
            (int code, string output) = await shop.TypeAsync(command);

            code.Should().Be(0, "{0} says so; it printed {1}", page, output);
            foreach (string line in printed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                output.Should().Match($"*{line.Trim().Replace('…', '*')}*");
            }
        },
        TimeToHappen);

    [Theory]
    [MemberData(nameof(Filters))]
    public Task A_filter_in_the_text_finds_what_its_page_says(string page, string filter) =>
        A_command_ends_well_and_prints_what_its_page_shows(
            page, $"obs assert --endpoint http://127.0.0.1:4580 --filter '{filter}' --min 1", "");

    [Fact]
    public void Nothing_that_could_be_typed_stands_where_no_test_looks() =>
        ConsoleBlock.ReadFences().Where(static fence => fence.Language is not ("console" or "mermaid")).Should().BeEmpty(
            "a command stands in a block marked console; recipes, which have blocks of their own, are run by another test");

    [Fact]
    public void Every_page_but_the_recipes_has_a_command() =>
        ConsoleBlock.ReadAll().Select(static entry => entry.Page).Distinct().Should().BeEquivalentTo(
            Directory.EnumerateFiles(Repository.PathOf("docs", "knowledge"), "*.md").Select(static page => Path.GetFileName(page)));
}
