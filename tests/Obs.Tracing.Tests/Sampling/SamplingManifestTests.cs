using System.Text;

namespace Obs.Tracing.Tests.Sampling;

/// <summary>The file of rules that a service brings along from the X-Ray SDK.</summary>
public sealed class SamplingManifestTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Version_2_is_read_in_its_order_with_its_default_last()
    {
        Write("""
            {
              "version": 2,
              "rules": [
                { "description": "Player moves.", "host": "*", "http_method": "*", "url_path": "/api/move/*", "fixed_target": 0, "rate": 0.05 },
                { "host": "internal.*", "http_method": "POST", "url_path": "*", "fixed_target": 5, "rate": 1 }
              ],
              "default": { "fixed_target": 1, "rate": 0.1 }
            }
            """);

        Read().Should().Equal(
            new SamplingRuleDefinition { Name = "Player moves.", UrlPath = "/api/move/*", ReservoirPerSecond = 0, FixedRate = 0.05 },
            new SamplingRuleDefinition
            {
                Name = "rule 2",
                IsNamed = false,
                Host = "internal.*",
                HttpMethod = "POST",
                ReservoirPerSecond = 5,
                FixedRate = 1,
            },
            new SamplingRuleDefinition { Name = "Default", IsNamed = false, ReservoirPerSecond = 1, FixedRate = 0.1 });
    }

    [Fact]
    public void Version_1_calls_the_host_a_service_name()
    {
        Write("""
            {"version":1,"rules":[{"service_name":"*.foo.com","http_method":"GET","url_path":"/*","fixed_target":2,"rate":0}],"default":{"fixed_target":1,"rate":0.05}}
            """);

        Read()[0].Host.Should().Be("*.foo.com");
    }

    [Fact]
    public void A_byte_order_mark_as_editors_leave_one_is_not_part_of_it()
    {
        File.WriteAllText(_path, """{"version":2,"rules":[],"default":{"fixed_target":3,"rate":0.5}}""", Encoding.UTF8);
        File.ReadAllBytes(_path).Should().StartWith(Encoding.UTF8.GetPreamble());

        Read().Should().ContainSingle().Which.ReservoirPerSecond.Should().Be(3);
    }

    [Fact]
    public void Rules_of_the_configuration_come_before_the_file()
    {
        Write("""{"version":2,"rules":[],"default":{"fixed_target":7,"rate":0.5}}""");
        var options = new SamplingOptions { RulesFile = _path, ReservoirPerSecond = 1, FixedRate = 1 };
        options.Rules.Add(new SamplingRuleOptions { Name = "ours" });

        IReadOnlyList<SamplingRuleDefinition> rules = LocalSamplingRules.Of(options);

        rules.Select(static rule => rule.Name).Should().Equal("ours", "Default");
        rules[1].Should().Match<SamplingRuleDefinition>(static rule => rule.ReservoirPerSecond == 7 && rule.FixedRate == 0.5);
    }

    [Theory]
    [InlineData("""{"version":3,"rules":[],"default":{"fixed_target":1,"rate":0.1}}""", "version 3")]
    [InlineData("""{"version":2,"rules":[]}""", "no default rule")]
    [InlineData("""{"version":2,"rules":[],"default":{"fixed_target":1,"rate":1.5}}""", "fixed_target 1 and rate 1.5")]
    [InlineData("""{"version":2,"rules":[null],"default":{"fixed_target":1,"rate":0.5}}""", "an empty rule")]
    [InlineData("""{"version":2,"rules":null,"default":{"fixed_target":1,"rate":0.5}}""", "no rules")]
    [InlineData("null", "no rules")]
    public void What_is_wrong_with_a_file_is_said(string text, string problem)
    {
        Write(text);

        SamplingManifest.TryRead(_path, out _, out string? found).Should().BeFalse();

        found.Should().Be(problem);
    }

    [Fact]
    public void A_file_that_is_not_there_or_not_JSON_stops_the_start_with_its_name()
    {
        Write("{");
        var options = new TracingOptions();
        options.Sampling.RulesFile = _path;
        string notJson = new TracingOptionsValidator().Validate(null, options).Failures!.Single();
        options.Sampling.RulesFile = "/nowhere/rules.json";
        string notThere = new TracingOptionsValidator().Validate(null, options).Failures!.Single();

        notJson.Should().StartWith(
            $"Property Observability:Tracing:Sampling:RulesFile: must be a file of sampling rules, version 1 or 2; found '{_path}': ");
        notThere.Should().Contain("found '/nowhere/rules.json': ");
    }

    private void Write(string text) => File.WriteAllText(_path, text);

    private SamplingRuleDefinition[] Read()
    {
        SamplingManifest.TryRead(_path, out SamplingRuleDefinition[]? rules, out string? problem).Should().BeTrue(problem);
        return rules!;
    }
}
