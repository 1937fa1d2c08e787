using System.Net;
using System.Text.Json;
using Obs.Local.Aws;
using Obs.Local.Aws.CloudWatch;
using Obs.Local.Store;
using Obs.TestSupport;

namespace Obs.Local.Tests;

public sealed class DashboardTests
{
    private const string Metric = "\"type\":\"metric\",\"properties\":{\"region\":\"eu-west-1\",\"metrics\":[[\"Shop\",\"Latency\",\"Service\",\"shop\",{\"stat\":\"p99\"}]]}";

    public static TheoryData<string> Clients => [.. RecordedRequest.Clients];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_recorded_client_puts_a_dashboard_in_its_own_protocol(string client)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(
            new ManualTimeProvider(new DateTimeOffset(2026, 11, 22, 9, 10, 0, TimeSpan.Zero)));

        using HttpResponseMessage response = await backend.Http.SendAsync(RecordedRequest.Find(client, "22-put-dashboard")!.ToMessage());
        (_, JsonElement list) = await backend.CallAsync("GraniteServiceVersion20100801.ListDashboards", "{}");

        response.StatusCode.Should().Be(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        list.GetProperty("DashboardEntries").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task A_body_comes_back_to_the_letter_and_goes_when_it_is_deleted()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        string body = $$"""{  "widgets" : [ { {{Metric}} } ] , "start":"-PT3H" }""";

        (_, JsonElement put) = await CallAsync(
            backend, "PutDashboard", $$"""{"DashboardName":"shop","DashboardBody":{{JsonSerializer.Serialize(body)}}}""");
        (_, JsonElement got) = await CallAsync(backend, "GetDashboard", """{"DashboardName":"shop"}""");
        await CallAsync(backend, "DeleteDashboards", """{"DashboardNames":["shop"]}""");
        (int missing, JsonElement error) = await CallAsync(backend, "GetDashboard", """{"DashboardName":"shop"}""");

        put.GetProperty("DashboardValidationMessages").GetArrayLength().Should().Be(0);
        got.GetProperty("DashboardBody").GetString().Should().Be(body);
        missing.Should().Be(404);
        error.GetProperty("__type").GetString().Should().EndWith("#DashboardNotFoundError");
    }

    [Theory]
    [InlineData("not json", "", "must be a valid JSON object")]
    [InlineData("{}", "/widgets", "Should have required property 'widgets'")]
    [InlineData("""{"widgets":[{"type":"graph","properties":{}}]}""", "/widgets/0/type", "allowed values")]
    [InlineData("""{"widgets":[{"type":"text"}]}""", "/widgets/0/properties", "required property")]
    [InlineData("""{"widgets":[{"type":"text","x":3,"properties":{"markdown":"a"}}]}""", "/widgets/0", "both x and y")]
    [InlineData("""{"widgets":[{"type":"text","width":25,"properties":{"markdown":"a"}}]}""", "/widgets/0/width", "from 1 to 24")]
    [InlineData(
        """{"widgets":[{"type":"metric","properties":{"region":"r","metrics":[["Shop","Latency","Service"]]}}]}""",
        "/widgets/0/properties/metrics/0",
        "a value for each dimension")]
    [InlineData(
        """{"widgets":[{"type":"metric","properties":{"region":"r","metrics":[["Shop","Latency",{"id":"M1"}]]}}]}""",
        "/widgets/0/properties/metrics/0/2/id",
        "lower-case letter")]
    [InlineData(
        """{"widgets":[{"type":"metric","properties":{"region":"r","period":90,"metrics":[["Shop","Latency"]]}}]}""",
        "/widgets/0/properties/period",
        "multiple of 60")]
    [InlineData(
        """{"widgets":[{"type":"metric","properties":{"region":"r","stat":"median","metrics":[["Shop","Latency"]]}}]}""",
        "/widgets/0/properties/stat",
        "Invalid statistic")]
    [InlineData(
        """{"widgets":[{"type":"metric","properties":{"region":"r","view":"gauge","metrics":[["Shop","Latency"]]}}]}""",
        "/widgets/0/properties/yAxis/left",
        "gauge")]
    [InlineData("""{"widgets":[{"type":"alarm","properties":{"alarms":[]}}]}""", "/widgets/0/properties/alarms", "1 to 100")]
    [InlineData(
        """{"widgets":[],"variables":[{"type":"property","inputType":"input","id":"a"}]}""", "/variables/0/property", "required property")]
    public async Task A_body_that_breaks_the_rules_is_refused_at_its_place(string body, string path, string message)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        (int status, JsonElement error) = await CallAsync(
            backend, "PutDashboard", $$"""{"DashboardName":"shop","DashboardBody":{{JsonSerializer.Serialize(body)}}}""");

        status.Should().Be(400);
        error.GetProperty("__type").GetString().Should().EndWith("#DashboardInvalidInputError");
        JsonElement found = error.GetProperty("dashboardValidationMessages").EnumerateArray().Should().ContainSingle().Subject;
        found.GetProperty("DataPath").GetString().Should().Be(path);
        found.GetProperty("Message").GetString().Should().Contain(message);
    }

    [Fact]
    public async Task Of_two_versions_that_come_at_once_the_later_replaces_the_earlier()
    {
        using Database database = Database.Open(Database.InMemory);
        using var writer = new StoreWriter(database, new ObsLocalOptions(), TimeProvider.System);
        var resources = new ResourceStore(database, writer);
        var dashboards = new DashboardOperations(resources);
        await Put("One");
        Task second = Task.CompletedTask;
        Task third = Task.CompletedTask;

        // The store's lock is held, so both are here before either is written.
        database.Write(_ => (second, third) = (Put("Two"), Put("Three")));
        await Task.WhenAll(second, third).WaitAsync(LocalBackend.Ceiling);

        resources.Find(ResourceKind.Dashboard, "shop")!.Body.Should().Be(Body("Three"));
        resources.Find(ResourceKind.DashboardBefore, "shop")!.Body.Should().Be(Body("Two"));

        Task Put(string text) => dashboards.PutAsync(
            WireNode.Of(("DashboardName", "shop"), ("DashboardBody", Body(text))), CancellationToken.None);
    }

    [Fact]
    public async Task A_dashboard_knows_the_version_that_it_replaced_and_no_other()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        await PutAsync(Body("One"));
        JsonElement first = await backend.GetAsync("dashboards/changes?name=shop");
        await PutAsync(Body("Two"));
        await PutAsync(Body("Two").Replace(":", ": ", StringComparison.Ordinal));
        JsonElement second = await backend.GetAsync("dashboards/changes?name=shop");
        await backend.CallAsync("GraniteServiceVersion20100801.DeleteDashboards", """{"DashboardNames":["shop"]}""");
        await PutAsync(Body("Three"));
        JsonElement last = await backend.GetAsync("dashboards/changes?name=shop");

        first.GetProperty("changed").GetBoolean().Should().BeFalse();
        JsonElement change = second.GetProperty("widgets")[0];
        change.GetProperty("kind").GetString().Should().Be("changed");
        (change.GetProperty("before").GetInt32(), change.GetProperty("after").GetInt32()).Should().Be((0, 0));
        JsonElement member = change.GetProperty("members")[0];
        member.GetProperty("path").GetString().Should().Be("markdown");
        member.GetProperty("before").GetString().Should().Be(""" "# Shop\nOne" """.Trim());
        second.GetProperty("after").GetProperty("widgets")[0].GetProperty("properties").GetProperty("markdown").GetString()
            .Should().Be("# Shop\nTwo");
        last.GetProperty("changed").GetBoolean().Should().BeFalse();
        (await backend.GetRawAsync("api/local/dashboards/changes?name=none")).Status.Should().Be(404);
        (await backend.GetRawAsync("api/local/dashboards/changes")).Status.Should().Be(400);

        Task<(int, JsonElement)> PutAsync(string body) => backend.CallAsync(
            "GraniteServiceVersion20100801.PutDashboard", JsonSerializer.Serialize(new { DashboardName = "shop", DashboardBody = body }));
    }

    [Fact]
    public async Task Versions_that_cannot_be_compared_say_why()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        await PutAsync("""{"widgets":[],"start":"-PT1H","start":"-PT3H"}""");
        await PutAsync("""{"widgets":[]}""");

        JsonElement changes = await backend.GetAsync("dashboards/changes?name=twice");

        changes.GetProperty("changed").GetBoolean().Should().BeTrue();
        changes.GetProperty("problem").GetString().Should().Contain("start");
        changes.TryGetProperty("after", out _).Should().BeFalse();

        Task<(int, JsonElement)> PutAsync(string body) => backend.CallAsync(
            "GraniteServiceVersion20100801.PutDashboard", JsonSerializer.Serialize(new { DashboardName = "twice", DashboardBody = body }));
    }

    [Fact]
    public async Task What_is_only_odd_is_saved_with_a_warning()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        string body = $$"""{"widgets":[{ {{Metric}},"colour":"red" }]}""";

        (int status, JsonElement put) = await CallAsync(
            backend, "PutDashboard", $$"""{"DashboardName":"shop","DashboardBody":{{JsonSerializer.Serialize(body)}}}""");

        status.Should().Be(200);
        put.GetProperty("DashboardValidationMessages")[0].GetProperty("DataPath").GetString().Should().Be("/widgets/0/colour");
    }

    private static Task<(int Status, JsonElement Body)> CallAsync(LocalBackend backend, string operation, string json) =>
        backend.CallAsync("GraniteServiceVersion20100801." + operation, json);

    private static string Body(string text) => $$$"""
        {"widgets":[{"type":"text","x":0,"y":0,"width":6,"height":2,"properties":{"markdown":"# Shop\n{{{text}}}"} }]}
        """;
}
