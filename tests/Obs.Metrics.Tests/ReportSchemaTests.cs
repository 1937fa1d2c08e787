using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Validation;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>The published schema describes what is really answered, member by member.</summary>
public sealed class ReportSchemaTests
{
    [Theory]
    [InlineData("window=1m")]
    [InlineData("window=1m&series=true&percentiles=1,99.99")]
    [InlineData("operation=GET*&name=Prod*")]
    [InlineData("operation=none&name=none&series=true")]
    public async Task Every_answer_validates(string query)
    {
        using var harness = new ReporterHarness();
        MetricsQuery parsed = harness.Parse(
            [.. query.Split('&').Select(static part => part.Split('=', 2)).Select(static part => (part[0], part[1]))]);

        (await FailuresAsync(ReporterHarness.Text(output => harness.Reporter.Write(output, parsed)))).Should().BeEmpty();
    }

    [Fact]
    public async Task So_does_the_report_of_stored_snapshots_which_has_no_account_of_a_collection()
    {
        using var harness = new ReporterHarness();

        string json = ReporterHarness.Text(output => harness.Reporter.GetReport(harness.Parse()).Write(output, ReportFormat.Json));

        (await FailuresAsync(json)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("\"count\":", "\"counted\":")]
    [InlineData("\"errorRate\":0", "\"errorRate\":2")]
    [InlineData("\"kind\":\"counter\"", "\"kind\":\"tally\"")]
    [InlineData("\"service\":", "\"servant\":")]
    public async Task What_is_not_an_answer_does_not(string found, string replacement)
    {
        using var harness = new ReporterHarness();
        string json = ReporterHarness.Text(output => harness.Reporter.Write(output, harness.Parse()));
        json.Should().Contain(found);

        (await FailuresAsync(json.Replace(found, replacement, StringComparison.Ordinal))).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_answered_that_is_not_described()
    {
        using var harness = new ReporterHarness();
        using var answer = JsonDocument.Parse(ReporterHarness.Text(
            output => harness.Reporter.Write(output, harness.Parse(("series", "true"), ("percentiles", "1")))));

        JsonSchema schema = await SchemaAsync();

        schema.Properties.Keys.Should().BeEquivalentTo(answer.RootElement.EnumerateObject().Select(static p => p.Name));
    }

    private static async Task<IEnumerable<string>> FailuresAsync(string json) =>
        (await SchemaAsync()).Validate(json).Select(static (ValidationError e) => e.ToString());

    private static async Task<JsonSchema> SchemaAsync() =>
        await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Repository.PathOf("docs", "wire", "api-metrics.schema.json")));
}
