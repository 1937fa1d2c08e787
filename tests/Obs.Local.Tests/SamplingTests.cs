using System.Text.Json;

namespace Obs.Local.Tests;

public sealed class SamplingTests
{
    private const string Rule = """
        "RuleName":"checkout","ResourceARN":"*","Priority":10,"FixedRate":0.5,"ReservoirSize":9,"ServiceName":"shop","ServiceType":"*",
        "Host":"*","HTTPMethod":"POST","URLPath":"/checkout","Version":1
        """;

    [Fact]
    public async Task A_rule_is_created_changed_listed_by_priority_and_deleted()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        (int created, JsonElement first) = await backend.CallXRayAsync("CreateSamplingRule", $$"""{"SamplingRule":{ {{Rule}} } }""");
        (int twice, _) = await backend.CallXRayAsync("CreateSamplingRule", $$"""{"SamplingRule":{ {{Rule}} } }""");
        (_, JsonElement changed) = await backend.CallXRayAsync(
            "UpdateSamplingRule", """{"SamplingRuleUpdate":{"RuleName":"checkout","FixedRate":0.25}}""");
        (_, JsonElement listed) = await backend.CallXRayAsync("GetSamplingRules", "{}");
        (_, JsonElement deleted) = await backend.CallXRayAsync("DeleteSamplingRule", """{"RuleName":"checkout"}""");
        (int missing, JsonElement error) = await backend.CallXRayAsync("DeleteSamplingRule", """{"RuleName":"checkout"}""");
        (int kept, _) = await backend.CallXRayAsync("DeleteSamplingRule", """{"RuleName":"Default"}""");

        created.Should().Be(200, first.ToString());
        first.GetProperty("SamplingRuleRecord").GetProperty("SamplingRule").GetProperty("RuleARN").GetString().Should()
            .EndWith(":sampling-rule/checkout");
        twice.Should().Be(400);
        changed.GetProperty("SamplingRuleRecord").GetProperty("SamplingRule").GetProperty("FixedRate").GetDouble().Should().Be(0.25);
        changed.GetProperty("SamplingRuleRecord").GetProperty("SamplingRule").GetProperty("URLPath").GetString().Should().Be("/checkout");
        listed.GetProperty("SamplingRuleRecords").EnumerateArray()
            .Select(static record => record.GetProperty("SamplingRule").GetProperty("RuleName").GetString())
            .Should().Equal("checkout", "Default");
        deleted.GetProperty("SamplingRuleRecord").GetProperty("SamplingRule").GetProperty("ReservoirSize").GetInt64().Should().Be(9);
        missing.Should().Be(400);
        error.GetProperty("Message").GetString().Should().Be("Sampling rule does not exist.");
        kept.Should().Be(400);
    }

    [Theory]
    [InlineData("\"Priority\":10", "\"Priority\":0", "Priority must be 1 to 9999; found 0")]
    [InlineData("\"FixedRate\":0.5", "\"FixedRate\":1.5", "FixedRate must be 0 to 1; found 1.5")]
    [InlineData("\"Version\":1", "\"Version\":2", "Version must be 1 to 1; found 2")]
    [InlineData("\"Host\":\"*\",", "", "Host must be a text of at most 64 characters; found nothing")]
    public async Task A_rule_out_of_its_ranges_is_refused(string from, string to, string message)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        (int status, JsonElement body) = await backend.CallXRayAsync(
            "CreateSamplingRule", $$"""{"SamplingRule":{ {{Rule.Replace(from, to, StringComparison.Ordinal)}} } }""");

        status.Should().Be(400);
        body.GetProperty("Message").GetString().Should().Contain(message);
    }

    [Fact]
    public async Task A_reservoir_is_dealt_out_among_the_clients_that_report()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        await backend.CallXRayAsync("CreateSamplingRule", $$"""{"SamplingRule":{ {{Rule}} } }""");

        (_, JsonElement alone) = await backend.CallXRayAsync("SamplingTargets", Report("checkout", "000000000000000000000001"));
        (_, JsonElement shared) = await backend.CallXRayAsync("SamplingTargets", Report("checkout", "000000000000000000000002"));
        (_, JsonElement unknown) = await backend.CallXRayAsync("SamplingTargets", Report("none", "000000000000000000000001"));
        (_, JsonElement summaries) = await backend.CallXRayAsync("SamplingStatisticSummaries", "{}");

        alone.GetProperty("SamplingTargetDocuments")[0].GetProperty("ReservoirQuota").GetInt64().Should().Be(9);
        shared.GetProperty("SamplingTargetDocuments")[0].GetProperty("ReservoirQuota").GetInt64().Should().Be(5);
        unknown.GetProperty("UnprocessedStatistics")[0].GetProperty("RuleName").GetString().Should().Be("none");
        summaries.GetProperty("SamplingStatisticSummaries")[0].GetProperty("RequestCount").GetInt64().Should().Be(7);
    }

    private static string Report(string rule, string client) => $$"""
        {"SamplingStatisticsDocuments":[{"RuleName":"{{rule}}","ClientID":"{{client}}","Timestamp":1704164645,"RequestCount":7,"SampledCount":2,"BorrowCount":1}]}
        """;
}
