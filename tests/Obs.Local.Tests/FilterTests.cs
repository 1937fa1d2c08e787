using System.Globalization;
using System.Text.Json;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

/// <summary>Three traces, asked for in X-Ray's filter language through the API, the page and a group.</summary>
public sealed class FilterTests : IAsyncLifetime
{
    private const string Declined = """
        ,"user":"ann","origin":"AWS::ECS::Container","fault":true,"annotations":{"plan":"gold","amount":42.5,"vip":true},
        "http":{"request":{"method":"POST","url":"https://shop.example/checkout","user_agent":"curl/8","client_ip":"10.0.0.7"},"response":{"status":500}},
        "aws":{"ec2":{"instance_id":"i-1","availability_zone":"eu-1a"}}
        """;

    private const string Exception = """
        ,"fault":true,"cause":{"exceptions":[{"id":"00000000000000e1","type":"Shop.CardDeclined","message":"card \"4242\" declined"}]}
        """;

    private readonly ManualTimeProvider _time = new();
    private LocalBackend _backend = null!;

    public async Task InitializeAsync()
    {
        _backend = await LocalBackend.StartAsync(_time);
        await _backend.SendSegmentsAsync(
            // 1: a checkout that fails in payments, behind a call.
            Segment("00000000000000a1", "shop", trace: Number(1), seconds: 2, more: Declined.ReplaceLineEndings("") + Within(
                Call("00000000000000b1", "pay.example", seconds: 1.8, more: ",\"fault\":true"),
                Call("00000000000000b2", "orders@db", seconds: 0.1, more: ",\"sql\":{\"sanitized_query\":\"select 1\"}"))),
            Segment(
                "00000000000000c1",
                "payments",
                trace: Number(1),
                seconds: 1.7,
                parent: "00000000000000b1",
                more: Exception.ReplaceLineEndings("")),
            // 2: a quick page, and a table that throttles without the root noticing.
            Segment("00000000000000a2", "shop", trace: Number(2), seconds: 0.2, more:
                ",\"annotations\":{\"plan\":\"free\"},\"http\":{\"request\":{\"method\":\"GET\",\"url\":\"https://shop.example/\"},\"response\":{\"status\":200}}" + Within(
                Subsegment(
                    "00000000000000b3",
                    "DynamoDB",
                    seconds: 0.1,
                    more: ",\"namespace\":\"aws\",\"error\":true,\"throttle\":true,\"aws\":{\"table_name\":\"stock\"}"))),
            // 3: work that goes on.
            $"{{\"trace_id\":\"{Number(3)}\",\"id\":\"00000000000000a3\",\"name\":\"worker\",\"start_time\":{Start.ToString(CultureInfo.InvariantCulture)},\"in_progress\":true}}");
        _time.Advance(TimeSpan.FromSeconds(10));
    }

    public async Task DisposeAsync() => await _backend.DisposeAsync();

    [Theory]
    [InlineData("ok", "2 3")]
    [InlineData("fault", "1")]
    [InlineData("!fault", "2 3")]
    [InlineData("throttle", "")]
    [InlineData("service() { throttle }", "2")]
    [InlineData("partial", "3")]
    [InlineData("partial = false", "1 2")]
    [InlineData("inferred", "1 2")]
    [InlineData("duration >= 2", "1")]
    [InlineData("responsetime < 1", "2")]
    [InlineData("http.status = 500", "1")]
    [InlineData("http.status != 500", "2")]
    [InlineData("!(http.status = 500)", "2 3")]
    [InlineData("http.url", "1 2")]
    [InlineData("!http.url", "3")]
    [InlineData("http.url CONTAINS \"check\"", "1")]
    [InlineData("http.url ENDSWITH \"/\"", "2")]
    [InlineData("http.url BEGINSWITH \"https://shop.example\" and http.method = \"GET\"", "2")]
    [InlineData("http.method != \"GET\"", "1")]
    [InlineData("http.useragent BEGINSWITH \"curl\"", "1")]
    [InlineData("http.clientip = \"10.0.0.7\"", "1")]
    [InlineData("user = \"ann\"", "1")]
    [InlineData("user CONTAINS \"\"", "1")]
    [InlineData("message CONTAINS \"\\\"4242\\\" declined\"", "1")]
    [InlineData("instance.id = \"i-1\" availabilityzone = \"eu-1a\"", "1")]
    [InlineData("annotation.plan", "1 2")]
    [InlineData("annotation.plan = \"gold\"", "1")]
    [InlineData("annotation.plan != \"gold\"", "2")]
    [InlineData("annotation.amount > 42 AND annotation[vip] = true", "1")]
    [InlineData("!annotation.plan", "3")]
    [InlineData("service(\"payments\")", "1")]
    [InlineData("!service(\"payments\")", "2 3")]
    [InlineData("service(\"payments\") { fault and responsetime > 1 }", "1")]
    [InlineData("service(\"payments\") { ok }", "")]
    [InlineData("service(id(name: \"shop\", type: \"AWS::ECS::Container\"))", "1")]
    [InlineData("service(id(type: \"AWS::DynamoDB::Table\")) { error }", "2")]
    [InlineData("service(\"stock\")", "2")]
    [InlineData("service(\"orders@db\") { type = \"Database::SQL\" and inferred }", "1")]
    [InlineData("service(\"pay.example\")", "")]
    [InlineData("edge(\"shop\", \"payments\") { fault and duration > 1.75 }", "1")]
    [InlineData("edge(\"shop\", \"payments\") { ok }", "")]
    [InlineData("edge(id(name: \"shop\", type: \"client\"), \"shop\")", "1 2")]
    [InlineData("edge(\"\", \"stock\") { throttle }", "2")]
    [InlineData("edge(\"payments\", \"shop\")", "")]
    [InlineData("rootcause.fault.service { name = \"payments\" and last }", "1")]
    [InlineData("rootcause.fault.service { name = \"payments\" and first }", "")]
    [InlineData("rootcause.fault.entity { remote and name = \"pay.example\" }", "1")]
    [InlineData("rootcause.fault.exception { name = \"Shop.CardDeclined\" and message CONTAINS \"declined\" }", "1")]
    [InlineData("rootcause.responsetime.entity { coverage > 0.8 and index = 2 }", "1")]
    [InlineData(
        "rootcause.json = #[{\"Services\":[{\"Name\":\"shop\"},{\"Name\":\"payments\",\"EntityPath\":[{\"Name\":\"payments\"}]}]}]", "1")]
    [InlineData("fault or annotation.plan = \"free\"", "1 2")]
    [InlineData("service(\"shop\") and (partial or duration < 1)", "2")]
    public async Task A_filter_takes_the_traces_it_describes(string filter, string expected)
    {
        (int status, JsonElement body) = await _backend.CallXRayAsync("TraceSummaries", $$"""
            {"StartTime":{{Start - 60}},"EndTime":{{Start + 60}},"FilterExpression":{{JsonSerializer.Serialize(filter)}}}
            """);
        JsonElement page = await _backend.GetAsync("traces?filter=" + Uri.EscapeDataString(filter));

        status.Should().Be(200, body.ToString());
        Numbers(body.GetProperty("TraceSummaries"), "Id").Should().Be(expected);
        Numbers(page.GetProperty("traces"), "id").Should().Be(expected);
        page.GetProperty("complete").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task A_summary_tells_users_machines_and_the_way_to_the_fault()
    {
        (_, JsonElement body) = await _backend.CallXRayAsync("TraceSummaries", $$"""
            {"StartTime":{{Start - 60}},"EndTime":{{Start + 60}},"FilterExpression":"fault"}
            """);

        JsonElement summary = body.GetProperty("TraceSummaries")[0];
        summary.GetProperty("Users")[0].GetProperty("UserName").GetString().Should().Be("ann");
        summary.GetProperty("InstanceIds")[0].GetProperty("Id").GetString().Should().Be("i-1");
        summary.GetProperty("Http").GetProperty("ClientIp").GetString().Should().Be("10.0.0.7");
        summary.GetProperty("EntryPoint").GetProperty("Type").GetString().Should().Be("AWS::ECS::Container");
        JsonElement cause = summary.GetProperty("FaultRootCauses")[0];
        cause.GetProperty("ClientImpacting").GetBoolean().Should().BeTrue();
        cause.GetProperty("Services").EnumerateArray().Select(static service => service.GetProperty("Name").GetString()).Should()
            .Equal("shop", "payments");
        cause.GetProperty("Services")[1].GetProperty("EntityPath")[0].GetProperty("Exceptions")[0].GetProperty("Name").GetString().Should()
            .Be("Shop.CardDeclined");
    }

    [Fact]
    public async Task What_is_not_a_filter_is_refused_with_its_place()
    {
        (int status, JsonElement body) = await _backend.CallXRayAsync("TraceSummaries", $$"""
            {"StartTime":{{Start - 60}},"EndTime":{{Start + 60}},"FilterExpression":"service(\"a\" {"}
            """);
        (int pageStatus, string page) = await _backend.GetRawAsync("api/local/traces?filter=okay");

        status.Should().Be(400);
        body.GetProperty("__type").GetString().Should().Be("InvalidRequestException");
        body.GetProperty("Message").GetString().Should().Be("Invalid filter expression: expected ')', found '{' at position 12.");
        pageStatus.Should().Be(400);
        page.Should().Contain("\"position\":0");
    }

    [Fact]
    public async Task A_group_is_a_filter_with_a_name()
    {
        (_, JsonElement created) = await _backend.CallXRayAsync(
            "CreateGroup", """{"GroupName":"failing","FilterExpression":"fault","Tags":[{"Key":"team","Value":"pay"}]}""");
        string arn = created.GetProperty("Group").GetProperty("GroupARN").GetString()!;

        (_, JsonElement traces) = await _backend.CallXRayAsync("TraceSummaries", $$"""
            {"StartTime":{{Start - 60}},"EndTime":{{Start + 60}},"FilterExpression":"group.name = \"failing\" or group.arn = \"none\""}
            """);
        (_, JsonElement graph) = await _backend.CallXRayAsync(
            "ServiceGraph", $$"""{"StartTime":{{Start - 60}},"EndTime":{{Start + 60}},"GroupARN":"{{arn}}"}""");
        (_, JsonElement tags) = await _backend.CallXRayAsync("ListTagsForResource", $$"""{"ResourceARN":"{{arn}}"}""");
        (int missing, _) = await _backend.CallXRayAsync(
            "ServiceGraph", $$"""{"StartTime":{{Start - 60}},"EndTime":{{Start + 60}},"GroupName":"none"}""");
        (_, JsonElement updated) = await _backend.CallXRayAsync("UpdateGroup", """{"GroupName":"failing","FilterExpression":"partial"}""");
        (int twice, _) = await _backend.CallXRayAsync("CreateGroup", """{"GroupName":"failing"}""");
        await _backend.CallXRayAsync("DeleteGroup", $$"""{"GroupARN":"{{arn}}"}""");
        (_, JsonElement left) = await _backend.CallXRayAsync("Groups", "{}");

        Numbers(traces.GetProperty("TraceSummaries"), "Id").Should().Be("1");
        graph.GetProperty("Services").EnumerateArray().Select(static service => service.GetProperty("Name").GetString())
            .Should().BeEquivalentTo("shop", "shop", "payments", "orders@db");
        tags.GetProperty("Tags")[0].GetProperty("Value").GetString().Should().Be("pay");
        missing.Should().Be(400);
        updated.GetProperty("Group").GetProperty("FilterExpression").GetString().Should().Be("partial");
        twice.Should().Be(400);
        left.GetProperty("Groups").EnumerateArray().Select(static group => group.GetProperty("GroupName").GetString()).Should()
            .Equal("Default");
    }

    [Fact]
    public async Task Statistics_come_by_period_for_a_service_or_an_edge()
    {
        (_, JsonElement service) = await _backend.CallXRayAsync("TimeSeriesServiceStatistics", $$"""
            {"StartTime":{{Start - 60}},"EndTime":{{Start + 60}},"EntitySelectorExpression":"service(\"shop\")","Period":60}
            """);
        (_, JsonElement edge) = await _backend.CallXRayAsync("TimeSeriesServiceStatistics", $$"""
            {"StartTime":{{Start - 60}},"EndTime":{{Start + 60}},"EntitySelectorExpression":"edge(\"shop\",\"payments\")"}
            """);

        JsonElement only = service.GetProperty("TimeSeriesServiceStatistics").EnumerateArray().Should().ContainSingle().Subject;
        only.GetProperty("ServiceSummaryStatistics").GetProperty("TotalCount").GetInt64().Should().Be(2);
        only.GetProperty("ServiceSummaryStatistics").GetProperty("FaultStatistics").GetProperty("TotalCount").GetInt64().Should().Be(1);
        edge.GetProperty("TimeSeriesServiceStatistics")[0].GetProperty("EdgeSummaryStatistics").GetProperty("TotalResponseTime").GetDouble()
            .Should().BeApproximately(1.8, 1e-6);
    }

    private static string Number(int trace) => $"1-65937ea5-00000000000000000000000{trace}";

    private static string Numbers(JsonElement traces, string member) =>
        string.Join(' ', traces.EnumerateArray().Select(trace => trace.GetProperty(member).GetString()![^1]).Order());
}
