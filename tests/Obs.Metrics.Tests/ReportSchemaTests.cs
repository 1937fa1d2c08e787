using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>The published schema and the recorded report say the same.</summary>
public sealed class ReportSchemaTests
{
    private static readonly JsonElement Schema = Read("docs", "wire", "api-metrics.schema.json");
    private static readonly JsonElement Report = Read("tests", "golden", "metrics", "report.json");

    [Theory]
    [InlineData("operations", "operation")]
    [InlineData("business", "series")]
    public void Every_member_is_described_and_every_required_one_is_there(string section, string definition)
    {
        JsonElement described = Schema.GetProperty("$defs").GetProperty(definition);
        string[] required = Names(described.GetProperty("required"));
        string[] known = [.. described.GetProperty("properties").EnumerateObject().Select(static p => p.Name)];

        foreach (JsonElement entry in Report.GetProperty(section).EnumerateArray())
        {
            string[] members = [.. entry.EnumerateObject().Select(static p => p.Name)];
            members.Should().Contain(required).And.BeSubsetOf(known);
        }
    }

    [Fact]
    public void Every_section_is_described_and_there()
    {
        // Two sections are left out of the recorded report, because their numbers differ from run to run.
        string[] sections = [.. Report.EnumerateObject().Select(static p => p.Name), "runtime", "collection"];

        sections.Should().BeEquivalentTo(Names(Schema.GetProperty("required")));
    }

    private static string[] Names(JsonElement array) => [.. array.EnumerateArray().Select(static n => n.GetString()!)];

    private static JsonElement Read(params string[] path) =>
        JsonDocument.Parse(File.ReadAllText(Repository.PathOf(path))).RootElement;
}
