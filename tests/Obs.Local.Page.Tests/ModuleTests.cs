using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.Local.Page.Tests;

/// <summary>The tests of the page's pure functions are written in the page's own language; Node.js runs them.</summary>
public class ModuleTests
{
    [Fact]
    public async Task The_modules_of_the_page_pass_their_own_tests()
    {
        string[] files = Directory.GetFiles(Repository.PathOf("tests", "Obs.Local.Page.Tests"), "*.test.mjs");

        ToolResult result = await Tool.RunAsync(new ProcessStartInfo("node", ["--test", .. files]));

        files.Should().NotBeEmpty();
        result.Code.Should().Be(0, "node --test said:\n{0}", result.Output + result.Error);
    }
}
