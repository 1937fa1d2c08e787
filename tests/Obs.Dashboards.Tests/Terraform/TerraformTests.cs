using System.Diagnostics;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Terraform;

/// <summary>The modules against the real terraform and its AWS provider, where the machine has them.</summary>
public sealed class TerraformTests
{
    // What the provider computes unless told otherwise, and nobody writes down.
    private static readonly string[] Computed = ["id", "tags_all"];

    [RequiresToolFact("terraform")]
    public async Task Modules_and_examples_are_formatted_valid_and_pass_their_tests()
    {
        ToolResult result = await Tool.RunAsync(new ProcessStartInfo("bash", [Repository.PathOf("build", "terraform", "check")]));

        result.Code.Should().Be(0, "it says {0}\n{1}", result.Output, result.Error);
        result.Output.Should().Contain("Success! ").And.Contain("checked with Terraform v");
    }

    [RequiresToolFact("terraform")]
    public async Task What_the_reader_knows_of_the_provider_is_what_the_provider_says()
    {
        using var terraform = new TestSupport.Terraform();
        string versions = Repository.PathOf("infra", "terraform", "versions.tf");
        File.Copy(versions, Path.Combine(terraform.Path, "versions.tf"));
        await terraform.InitAsync();
        using JsonDocument said = JsonDocument.Parse(await terraform.RunAsync("", "providers", "schema", "-json"));
        using JsonDocument known = JsonDocument.Parse(
            await File.ReadAllTextAsync(Repository.PathOf("build", "terraform", "schema.json")));

        JsonElement provider = said.RootElement.GetProperty("provider_schemas").EnumerateObject().Single().Value;
        foreach ((string kind, string member) in new[] { ("resource", "resource_schemas"), ("data", "data_source_schemas") })
        {
            foreach (JsonProperty type in known.RootElement.GetProperty(kind).EnumerateObject())
            {
                JsonElement block = provider.GetProperty(member).GetProperty(type.Name).GetProperty("block");
                ShouldBeTheSame(type.Value, block, type.Name);
            }
        }
    }

    private static void ShouldBeTheSame(JsonElement known, JsonElement said, string place)
    {
        Members(known, "required").Select(static one => one.Name).Should().BeEquivalentTo(Names(said, "required"), place);
        Members(known, "optional").Select(static one => one.Name).Should().BeEquivalentTo(Names(said, "optional").Except(Computed), place);
        JsonProperty[] blocks = Members(said, "block_types");
        Members(known, "blocks").Select(static one => one.Name).Should().BeEquivalentTo(blocks.Select(static one => one.Name), place);
        foreach (JsonProperty block in blocks)
        {
            JsonElement ours = known.GetProperty("blocks").GetProperty(block.Name);
            Bound(ours, "least").Should().Be(Bound(block.Value, "min_items"), place);
            Bound(ours, "most").Should().Be(Bound(block.Value, "max_items"), place);
            ShouldBeTheSame(ours, block.Value.GetProperty("block"), $"{place}.{block.Name}");
        }
    }

    private static IEnumerable<string> Names(JsonElement block, string flag) => Members(block, "attributes")
        .Where(one => one.Value.TryGetProperty(flag, out JsonElement value) && value.GetBoolean()).Select(static one => one.Name);

    private static JsonProperty[] Members(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? [.. value.EnumerateObject()] : [];

    private static int? Bound(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : null;
}
