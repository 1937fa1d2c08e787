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

    [Fact]
    public void Every_page_but_the_recipes_has_a_command() =>
        ConsoleBlock.ReadAll().Select(static entry => entry.Page).Distinct().Should().BeEquivalentTo(
            Directory.EnumerateFiles(Repository.PathOf("docs", "knowledge"), "*.md").Select(static page => Path.GetFileName(page)));
}
