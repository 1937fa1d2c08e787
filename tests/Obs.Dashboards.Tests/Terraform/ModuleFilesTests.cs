using System.Text.Json;
using System.Text.RegularExpressions;
using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Terraform;

public sealed partial class ModuleFilesTests
{
    private static readonly string[] Rendered = ["..", "..", "infra", "terraform", "examples", "complete", "rendered"];

    public static TheoryData<string> Modules =>
    [
        "",
        .. Directory.GetDirectories(Repository.PathOf("infra", "terraform", "modules"))
        .Select(static folder => $"modules/{Path.GetFileName(folder)}").Order(),
    ];

    [Fact]
    public void The_complete_example_deploys_what_is_rendered_now()
    {
        var options = new RedDashboardOptions { Region = "eu-west-1" };

        Golden.ShouldMatch(RedDashboard.Create(Catalogues.Storefront, options).ToSnapshot(), [.. Rendered, "red.json"]);
        Golden.ShouldMatch(XRayDashboard.Create(Catalogues.Storefront, options).ToSnapshot(), [.. Rendered, "xray.json"]);
        Golden.ShouldMatch(ServiceAlarms.Create(Catalogues.Storefront).ToJson(), [.. Rendered, "alarms.json"]);
    }

    [Fact]
    public void The_queries_of_the_complete_example_pass_the_linter()
    {
        using JsonDocument queries = JsonDocument.Parse(
            File.ReadAllText(Repository.PathOf("infra", "terraform", "examples", "complete", "queries.json")));

        foreach (JsonElement query in queries.RootElement.EnumerateArray())
        {
            string[] groups = [.. query.GetProperty("logGroups").EnumerateArray().Select(static g => g.GetString()!)];
            DashboardLint.Check(query.GetProperty("query").GetString()!, groups, Catalogues.Storefront).Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Every_input_and_output_is_typed_and_described_in_the_readme(string module)
    {
        string folder = Repository.PathOf("infra", "terraform", module);
        string readme = File.ReadAllText(Path.Combine(folder, "README.md"));
        foreach ((string file, string kind) in new[] { ("variables.tf", "variable"), ("outputs.tf", "output") })
        {
            foreach (Match block in Block().Matches(File.ReadAllText(Path.Combine(folder, file))))
            {
                string description = Description()
                    .Match(block.Groups["body"].Value).Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal);

                block.Groups["kind"].Value.Should().Be(kind);
                description.Should().NotBeEmpty();
                readme.Should().Contain($"| `{block.Groups["name"].Value}` |").And.Contain(
                    $"| {description.Replace("|", "\\|", StringComparison.Ordinal)} |");
                (kind == "output" || block.Groups["body"].Value.Contains("  type ", StringComparison.Ordinal)).Should().BeTrue();
            }
        }
    }

    [GeneratedRegex("^(?<kind>variable|output) \"(?<name>\\w+)\" \\{\\n(?<body>.*?)^\\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("description\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Description();
}
