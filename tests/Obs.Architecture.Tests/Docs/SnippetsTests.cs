using System.Text.RegularExpressions;
using Obs.TestSupport;

namespace Obs.Architecture.Tests.Docs;

/// <summary>C# in a page is C# of a sample or of a sample's tests, which the build compiles: line for line, but for indentation.</summary>
public sealed partial class SnippetsTests
{
    private static readonly string[] Samples =
    [
        .. new[] { "samples", "tests/Worker.Tests", "tests/Obs.Testing.Tests" }
            .SelectMany(static folder => Directory.GetFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Select(static file => Normalize(File.ReadAllText(file))),
    ];

    /// <summary>The pages that teach; a decision may show what cannot be built here.</summary>
    public static TheoryData<string> Pages =>
        [.. Documents.Paths.Where(static page => !page.StartsWith("docs/decisions", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_code_of_a_page_is_code_of_a_sample(string page)
    {
        Snippet().Matches(Documents.Read(page)).Select(static match => match.Groups["code"].Value)
            .Where(static code => !Samples.Any(sample => sample.Contains(Normalize(code), StringComparison.Ordinal)))
            .Should().BeEmpty();
    }

    /// <summary>Lines without indentation and blank lines, each between line breaks, so that only whole lines match.</summary>
    private static string Normalize(string code) =>
        "\n" + string.Concat(
            code.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0).Select(static line => line + "\n"));

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
