using System.Text.RegularExpressions;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests.Knowledge;

/// <summary>What the knowledge base tells people to type: the blocks marked <c>console</c>, in which a line after <c>$</c> is a command and
/// the lines below it are what it prints, among others; <c>…</c> stands for anything.</summary>
internal static partial class ConsoleBlock
{
    /// <summary>The command that starts the shop; the fixture runs it, and every other command runs against it.</summary>
    public const string Start = "dotnet run --project samples/Shop --";

    private const string Prompt = "$ ";

    /// <summary>Page, command and expected lines of each.</summary>
    public static IReadOnlyList<(string Page, string Command, string[] Printed)> ReadAll() =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("docs", "knowledge"), "*.md", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(static page => Block().Matches(File.ReadAllText(page))
                .SelectMany(static block => Commands(block.Groups["text"].Value))
                .Select(command => (Path.GetRelativePath(Repository.PathOf("docs", "knowledge"), page), command.Command, command.Printed))),
    ];

    /// <summary>Page and language of each fenced block, but for the recipes: those pages are made, and their queries run one by
    /// one.</summary>
    public static IEnumerable<(string Page, string Language)> ReadFences() => Pages().SelectMany(static page =>
        Fence().Matches(page.Text).Where(static (_, index) => index % 2 == 0)
            .Select(fence => (page.Name, fence.Groups["language"].Value)));

    /// <summary>Page and text of each filter expression that stands in a sentence.</summary>
    public static IEnumerable<(string Page, string Filter)> ReadFilters() => Pages().SelectMany(static page =>
        Filter().Matches(page.Text).Select(filter => (page.Name, filter.Groups["text"].Value)));

    private static IEnumerable<(string Name, string Text)> Pages() => Directory
        .EnumerateFiles(Repository.PathOf("docs", "knowledge"), "*.md")
        .Order(StringComparer.Ordinal).Select(static page => (Path.GetFileName(page), File.ReadAllText(page)));

    private static IEnumerable<(string Command, string[] Printed)> Commands(string block) => block
        .Split("\n" + Prompt)
        .Select(static part => part.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Select(static lines => (lines[0], lines[1..]));

    [GeneratedRegex("^ *```(?<language>.*)$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("`(?<text>(http\\.|annotation\\.|edge\\(|service\\()[^`]+)`")]
    private static partial Regex Filter();

    [GeneratedRegex(@"^```console\n\$ (?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
