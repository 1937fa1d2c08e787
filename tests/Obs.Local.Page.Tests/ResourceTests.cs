using System.Reflection;
using System.Text.RegularExpressions;

namespace Obs.Local.Page.Tests;

/// <summary>The page travels inside the assembly: all that it refers to must be there too.</summary>
public partial class ResourceTests
{
    private const string Root = "wwwroot/";
    private const long MostBytes = 1_000_000;
    private static readonly Assembly Backend = Assembly.Load("Obs.Local");
    private static readonly string[] Names = Backend.GetManifestResourceNames();

    [Fact]
    public void Every_module_style_sheet_and_icon_that_is_referred_to_is_there()
    {
        IEnumerable<string> referred = Names.Where(
            static name => name.EndsWith(".js", StringComparison.Ordinal) && !name.StartsWith(Root + "lib/", StringComparison.Ordinal))
            .SelectMany(name => Import().Matches(Read(name)).Select(match => Resolve(name, match.Groups["path"].Value)))
            .Concat(Reference().Matches(Read(Root + "index.html")).Select(static match => Root + match.Groups["path"].Value));

        referred.Distinct().Should().NotBeEmpty().And.BeSubsetOf(Names);
    }

    [Theory]
    [InlineData("uplot/uPlot.js", "uplot/LICENSE")]
    [InlineData("cytoscape/cytoscape.js", "cytoscape/LICENSE")]
    [InlineData("dagre/dagre.js", "dagre/LICENSE")]
    [InlineData("dagre/dagre.js", "dagre/LICENSE.graphlib")]
    public void A_library_travels_with_its_licence(string library, string licence)
    {
        Names.Should().Contain([$"{Root}lib/{library}", $"{Root}lib/{licence}"]);
        Read($"{Root}lib/{licence}").Should().Contain("Permission is hereby granted");
    }

    [Fact]
    public void All_of_the_page_is_smaller_than_a_megabyte() =>
        Names.Where(static name => name.StartsWith(Root, StringComparison.Ordinal)).Sum(static name => Length(name))
            .Should().BeInRange(MostBytes / 2, MostBytes);

    [Fact]
    public void Nothing_in_the_page_needs_more_than_the_content_security_policy_allows()
    {
        string page = Read(Root + "index.html");

        page.Should().NotMatchRegex(@"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|https?:");
        Names.Where(static name => name.EndsWith(".css", StringComparison.Ordinal)).Select(Read).Should()
            .NotContain(text => text.Contains("url(", StringComparison.Ordinal));
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(Backend.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static long Length(string name)
    {
        using Stream stream = Backend.GetManifestResourceStream(name)!;
        return stream.Length;
    }

    private static string Resolve(string from, string path) =>
        Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(from)!, path))).Replace('\\', '/');

    [GeneratedRegex("""(?:^import [^'"]*|\bimport\()['"](?<path>\.[^'"]+)['"]""", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex("(?:href|src)=\"(?<path>[^\"#]+)\"")]
    private static partial Regex Reference();
}
