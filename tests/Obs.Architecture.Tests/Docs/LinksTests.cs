using System.Text.RegularExpressions;
using Obs.TestSupport;

namespace Obs.Architecture.Tests.Docs;

/// <summary>A link within the checkout leads somewhere.</summary>
public sealed partial class LinksTests
{
    public static TheoryData<string> Pages => [.. Documents.Paths];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_of_a_page_leads_to_a_file_and_a_heading_that_are_there(string page)
    {
        Link().Matches(Documents.Read(page)).Select(static match => match.Groups["target"].Value)
            .Where(static target => !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !IsThere(page, target))
            .Should().BeEmpty();
    }

    private static bool IsThere(string page, string target)
    {
        string[] parts = target.Split('#');
        string file = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        return (File.Exists(Repository.PathOf(file)) || Directory.Exists(Repository.PathOf(file)))
            && (parts.Length == 1 || Heading().Matches(Documents.Read(file)).Any(
                heading => Slug(heading.Groups["text"].Value) == parts[1]));
    }

    /// <summary>The name that a heading is linked by.</summary>
    private static string Slug(string heading) => NotInSlug().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NotInSlug();
}
