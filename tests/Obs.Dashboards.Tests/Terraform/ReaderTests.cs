using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Terraform;

/// <summary>What checks the modules where there is no terraform: <c>build/terraform/check</c> with none on the path.</summary>
public sealed class ReaderTests(InstalledReader reader) : IClassFixture<InstalledReader>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_modules_pass_and_it_is_said_what_checked_them()
    {
        ToolResult result = await CheckAsync();

        result.Code.Should().Be(0, "it says {0}{1}", result.Output, result.Error);
        result.Output.Should().MatchRegex("^[0-9]+ modules and 8 files of tests were read\\.\n")
            .And.EndWith("checked with @cdktf/hcl2json: there is no terraform on this machine\n");
    }

    [Theory]
    [InlineData("alarms/main.tf", "  threshold  ", "  treshold  ",
        "alarms/main.tf:16: resource \"aws_cloudwatch_metric_alarm\" \"this\" takes no argument treshold")]
    [InlineData("alarms/main.tf", "          stat  ", "          id  ",
        "alarms/main.tf:41: resource \"aws_cloudwatch_metric_alarm\" \"this\": metric_query: metric takes no argument id",
        "alarms/main.tf:36: resource \"aws_cloudwatch_metric_alarm\" \"this\": metric_query: metric lacks the argument stat")]
    [InlineData("slo/main.tf", "  metric_query {", "  metric_qery {",
        "slo/main.tf:59: resource \"aws_cloudwatch_metric_alarm\" \"half\" takes no block metric_qery")]
    [InlineData("dashboards/main.tf", "  dashboard_name = each.key\n", "",
        "dashboards/main.tf:8: resource \"aws_cloudwatch_dashboard\" \"this\" lacks the argument dashboard_name")]
    [InlineData("dashboards/main.tf", "aws_cloudwatch_dashboard", "aws_cloudwatch_dashbord",
        "dashboards/main.tf:8: resource aws_cloudwatch_dashbord is not in schema.json, which knows *",
        "dashboards/outputs.tf:3: aws_cloudwatch_dashboard.this is declared nowhere in dashboards")]
    [InlineData("logs/main.tf", "  metric_transformation {", "  tags {",
        "logs/main.tf:20: resource \"aws_cloudwatch_log_metric_filter\" \"this\" takes no block tags",
        "logs/main.tf:12: resource \"aws_cloudwatch_log_metric_filter\" \"this\" lacks the block metric_transformation")]
    [InlineData("sampling/main.tf", "  version        = 1\n", "  version        = \"one\"\n",
        "sampling/main.tf:6: resource \"aws_xray_sampling_rule\" \"this\": version is a number, and \"one\" is none")]
    [InlineData("slo/main.tf", "var.minimum_requests", "var.least_requests",
        "slo/main.tf:87: var.least_requests is declared nowhere in slo")]
    [InlineData("policy/main.tf", "policy      = local.document", "policy      = local.text",
        "policy/main.tf:52: local.text is declared nowhere in policy")]
    [InlineData("queries/main.tf", "query_string    = each.value.query", "query_string    = ",
        "queries/main.tf:5: Invalid expression; *")]
    [InlineData("queries/main.tf", "each.value.logGroups : var.log_groups\n}", "each.value.logGroups : var.log_groups\n",
        "queries/main.tf:1: Unclosed configuration block; *")]
    public async Task A_broken_module_is_refused_with_file_and_line(string file, string text, string broken, params string[] findings)
    {
        Copy(Repository.PathOf("infra", "terraform", "modules"), _folder.Path);
        string path = Path.Combine(_folder.Path, file);
        string before = await File.ReadAllTextAsync(path);
        before.Should().Contain(text);
        await File.WriteAllTextAsync(path, before.Replace(text, broken, StringComparison.Ordinal));

        ToolResult result = await CheckAsync(_folder.Path);

        result.Code.Should().Be(1);
        result.Output.Should().BeEmpty();
        foreach (string finding in findings)
        {
            result.Error.Split('\n').Should().ContainMatch(finding);
        }
    }

    [Fact]
    public async Task Calls_of_modules_are_held_against_their_inputs()
    {
        await WriteAsync("part/main.tf", "variable \"name\" {\n  type = string\n}\n\nvariable \"size\" {\n  default = 1\n}\n");
        await WriteAsync("main.tf", """
            # var.nothing in a comment is nothing
            module "one" {
              source = "./part"
              nmae   = <<-TEXT
                a } b ${join(",", ["}", "\"{"])}
              TEXT
            }

            module "other" { source = "./gone" }

            """);

        ToolResult result = await CheckAsync(_folder.Path);

        result.Code.Should().Be(1);
        result.Error.Should().Be("""
            main.tf:4: module one has no input nmae
            main.tf:2: module one lacks the input name
            main.tf:9: module other: there is no module at ./gone

            """);
    }

    [Fact]
    public async Task A_broken_file_of_tests_is_refused_and_a_folder_without_modules_too()
    {
        await WriteAsync("main.tf", "locals {\n  a = 1\n}\n");
        await WriteAsync("tests/one.tftest.hcl", "run \"a\" {\n  command = plan\n  assert {\n");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty"));

        (await CheckAsync(_folder.Path)).Error.Should().StartWith("tests/one.tftest.hcl:3: Unclosed configuration block; ");
        (await CheckAsync(Path.Combine(_folder.Path, "empty"))).Should().Be(new ToolResult(1, "", ":1: no module is here\n"));
    }

    private async Task WriteAsync(string file, string text)
    {
        string path = Path.Combine(_folder.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text);
    }

    private Task<ToolResult> CheckAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf("build", "terraform", "check"), .. arguments]);
        start.Environment["PATH"] = reader.PathWithoutTerraform;
        return Tool.RunAsync(start);
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*.tf", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
