using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>The SDK for JavaScript: CloudWatch in its own newest protocol, Logs and X-Ray in JSON.</summary>
public sealed class JavaScriptSdkTests
{
    [RequiresToolFact("node")]
    public async Task Every_operation_is_understood_and_answered_as_the_SDK_expects()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        JsonElement result = await JavaScriptSdk.RunAsync(backend.Server.HttpAddress);

        result.GetProperty("data").ToString().Should().Be(
            """[{"id":"rate","label":"rate","values":[20],"isDate":true},{"id":"worst","label":"shop","values":[100],"isDate":true}]""");
        Text(result, "badMath").Should().StartWith("ValidationException: Error in expression 'e': expected a value");
        Texts(result, "alarms").Should().Equal("slow", "page");
        Text(result, "state").Should().Be("ALARM");
        result.GetProperty("threshold").GetDouble().Should().Be(50);
        result.GetProperty("alarmTags")[0].GetProperty("Value").GetString().Should().Be("pay");
        Texts(result, "history").Should().Equal("StateUpdate", "ConfigurationUpdate");
        result.GetProperty("dashboard").GetBoolean().Should().BeTrue();
        Text(result, "badDashboard").Should().StartWith("DashboardInvalidInputError: The dashboard body is invalid");
        Text(result, "noDashboard").Should().Contain("Dashboard none does not exist");
        Texts(result, "rows").Should().Equal("total=17", "n=2");
        Text(result, "badQuery").Should().StartWith("MalformedQueryException: ");
        Texts(result, "definitions").Should().Equal("slow");
        result.GetProperty("deleted").GetBoolean().Should().BeTrue();
        result.GetProperty("group").GetInt32().Should().Be(7);
        result.GetProperty("filtered").GetInt32().Should().Be(1);
        result.GetProperty("traces").ToString().Should().Be("[true]");
        Text(result, "badFilter").Should()
            .Be("InvalidRequestException: Invalid filter expression: expected a string in double quotes, found the end at position 8.");
        Texts(result, "graph").Should().BeEquivalentTo("shop", "shop client");
        result.GetProperty("rule").GetBoolean().Should().BeTrue();
        result.GetProperty("series").ToString().Should().Be("[1]");
    }

    private static string? Text(JsonElement result, string name) => result.GetProperty(name).GetString();

    private static IEnumerable<string?> Texts(JsonElement result, string name) =>
        result.GetProperty(name).EnumerateArray().Select(static item => item.GetString());
}
