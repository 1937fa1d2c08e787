using System.Text.Json;
using Obs.Dashboards;
using Obs.Local;

namespace Obs.Cli.Tests;

public sealed class DashboardCommandTests : IDisposable
{
    private static readonly string[] OfService = ["Environment", "Service"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-dashboard");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_rendered_passes_the_linter()
    {
        string catalogue = WriteCatalogue("shop");

        (int code, string output, string error) = await Shell.RunAsync(
            "", "dashboard", "render", "--catalogue", catalogue, "--out", PathOf("out"), "--region", "eu-west-1");

        (code, error).Should().Be((0, ""));
        output.Should().Be($"{PathOf("out", "red.json")}\n{PathOf("out", "xray.json")}\n{PathOf("out", "alarms.json")}\n{PathOf("out", "queries.json")}\n");
        (await Shell.RunAsync(
            "", ["dashboard", "lint", "--catalogue", catalogue, .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)]))
            .Should()
            .Be((0, "", ""));
    }

    [Fact]
    public async Task Findings_are_printed_with_file_and_place()
    {
        string body = Write(
            "body.json", """{"widgets":[{"type":"metric","properties":{"region":"r","metrics":[["Obs","Latncy","Service","shop"]]}}]}""");

        (await Shell.RunAsync("", "dashboard", "lint", "--catalogue", WriteCatalogue("shop"), body)).Should().Be(
            (
                1,
                "body.json: $.widgets[0].properties.metrics[0] UnknownMetric: shop emits no metric Obs Latncy; did you mean Obs Latency?\n",
                ""));
    }

    [Fact]
    public async Task Saved_queries_are_checked_too()
    {
        string queries = Write("queries.json", """[{"name":"a","query":"fields level | limit 5","logGroups":["/obs/Test/shop"]},{"name":"b","query":"fields lvl | limit 5","logGroups":["/obs/Test/shop"]}]""");

        (await Shell.RunAsync("", "dashboard", "lint", "--catalogue", WriteCatalogue("shop"), queries)).Should().Be(
            (1, "queries.json: $[1].query[7..10] QueryFinding: No known log line has the field lvl.\n", ""));
    }

    [Theory]
    [InlineData("lint", "{\"a\":1}", "$: a dashboard has an array of widgets; this is something else.")]
    [InlineData("lint", "[{}]", "$[0]: a query has a name, a query and logGroups.")]
    [InlineData("show", "{\"widgets\":\n[}", "line 2, position 2: A dashboard body is not JSON: *")]
    public async Task What_is_not_a_dashboard_is_named_with_file_and_place(string command, string body, string message)
    {
        string file = Write("body.json", body);

        (int code, string output, string error) = await Shell.RunAsync("", "dashboard", command, file);

        (code, output).Should().Be((1, ""));
        error.Should().Match($"{file}: {message}\n");
    }

    [Fact]
    public async Task A_catalogue_without_requests_writes_nothing()
    {
        string catalogue = Write(
            "catalogue.json", new MetricCatalogue("shop", [], new LogCatalogue([], new Dictionary<string, bool>())).ToJson());

        (int code, _, string error) = await Shell.RunAsync("", "dashboard", "render", "--catalogue", catalogue, "--out", PathOf("out"));

        (code, error).Should().Be((1, "$.metrics: the catalogue of shop lacks the dimension Environment.\n"));
        Directory.Exists(PathOf("out")).Should().BeFalse();
    }

    [Fact]
    public async Task An_absurd_objective_is_refused() =>
        (await Shell.RunAsync(
            "", "dashboard", "render", "--catalogue", WriteCatalogue("shop"), "--out", PathOf("out"), "--availability", "101")).Error
            .Should().StartWith("AvailabilityPercent must be above 0 and below 100.");

    [Fact]
    public async Task A_version_is_kept_compared_and_shown()
    {
        string old = Write(
            "old.json", """{"widgets":[{"type":"text","x":0,"y":0,"width":6,"height":6,"properties":{"markdown":"# A"}}]}""");
        string now = Write(
            "now.json", """{"widgets":[{"type":"text","x":6,"y":0,"width":6,"height":6,"properties":{"markdown":"# A"}}]}""");
        string store = PathOf("store");

        (await Shell.RunAsync("", "dashboard", "snapshot", old, "--store", store)).Output.Should().Be(PathOf("store", "0001.json") + "\n");
        (await Shell.RunAsync("", "dashboard", "snapshot", old, "--store", store)).Output.Should().Be("nothing has changed\n");
        (await Shell.RunAsync("", "dashboard", "diff", store, old)).Should().Be((0, "", ""));
        (await Shell.RunAsync("", "dashboard", "diff", store, now, "--html", PathOf("diff.html"))).Should()
            .Be((1, "> text \"A\"\n    ~ x: 0 -> 6\n", ""));
        (await File.ReadAllTextAsync(PathOf("diff.html"))).Should().Contain("1 moved.");
        (await Shell.RunAsync("", "dashboard", "show", store)).Output.Should().Be("   0,0  6x6   text \"A\"\n");
    }

    [Fact]
    public async Task An_empty_folder_of_snapshots_is_named() =>
        (await Shell.RunAsync("", "dashboard", "show", _folder.FullName)).Error.Should().Be(
            $"{_folder.FullName}: the folder holds no snapshot.\n");

    [Fact]
    public async Task A_catalogue_is_collected_from_a_running_backend()
    {
        await using var server = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0, Store = ":memory:" });
        await server.StartAsync(CancellationToken.None);
        using var client = new HttpClient { BaseAddress = server.HttpAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent("""{"Namespace":"Obs","MetricData":[{"MetricName":"Latency","Unit":"Milliseconds","Value":5,"Dimensions":[{"Name":"Service","Value":"shop"},{"Name":"Environment","Value":"Test"}]}]}""", null, "application/x-amz-json-1.0"),
        };
        request.Headers.Add("X-Amz-Target", "GraniteServiceVersion20100801.PutMetricData");
        (await client.SendAsync(request)).EnsureSuccessStatusCode();

        string address = server.HttpAddress.ToString();
        (int code, string output, string error) = await Shell.RunAsync("", "dashboard", "collect", "--from", address, "--service", "shop");

        (code, error).Should().Be((0, ""));
        MetricCatalogue.Parse(output).Find("Obs", "Latency")!.Find(OfService)!.Series.Single().Should().Equal("Test", "shop");
        (await Shell.RunAsync("", "dashboard", "collect", "--from", address, "--service", "shoop")).Error.Should().Contain(
            "no metric bears the dimension Service = shoop");
    }

    [Fact]
    public async Task One_command_renders_lints_and_applies_and_a_second_time_changes_nothing()
    {
        await using var server = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0, Store = ":memory:" });
        await server.StartAsync(CancellationToken.None);
        string[] apply = ["dashboard", "apply", "--catalogue", WriteCatalogue("Shop.Web"), "--to", server.HttpAddress.ToString()];

        (int code, string output, string error) = await Shell.RunAsync("", apply);
        (int Code, string Output, string Error) again = await Shell.RunAsync("", apply);

        (code, error).Should().Be((0, ""));
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().Contain("alarm Shop.Web-Test-silent").And.Contain("alarm Shop.Web-Test-availability-1h")
            .And.Contain("query Shop.Web-Test/Newest errors").And.EndWith(["dashboard Shop-Web-Test-red", "dashboard Shop-Web-Test-xray"]);
        again.Should().Be((0, output, ""));
        using var client = new HttpClient { BaseAddress = server.HttpAddress };
        (await CallAsync(client, "Logs_20140328.DescribeQueryDefinitions", "{}")).GetProperty("queryDefinitions").GetArrayLength()
            .Should().Be(lines.Count(static line => line.StartsWith("query ", StringComparison.Ordinal)));
        JsonElement body = await CallAsync(
            client, "GraniteServiceVersion20100801.GetDashboard", """{"DashboardName":"Shop-Web-Test-red"}""");
        Dashboard.Parse(body.GetProperty("DashboardBody").GetString()!).Widgets.Should().NotBeEmpty();
        (await CallAsync(client, "GraniteServiceVersion20100801.DescribeAlarms", """{"AlarmTypes":["CompositeAlarm"]}"""))
            .GetProperty("CompositeAlarms").GetArrayLength().Should().BePositive();
    }

    [Fact]
    public async Task What_the_linter_finds_keeps_everything_from_being_applied()
    {
        await using var server = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0, Store = ":memory:" });
        await server.StartAsync(CancellationToken.None);
        string catalogue = WriteCatalogue(new string('s', 240)); // Alarms may have names of 255 characters.

        (int code, string output, string error) = await Shell.RunAsync(
            "", "dashboard", "apply", "--catalogue", catalogue, "--to", server.HttpAddress.ToString());

        (code, error).Should().Be((1, "Nothing was applied.\n"));
        output.Should().StartWith("alarms.json: ").And.Contain("LimitExceeded");
        using var client = new HttpClient { BaseAddress = server.HttpAddress };
        (await CallAsync(client, "GraniteServiceVersion20100801.ListDashboards", "{}")).GetProperty("DashboardEntries").GetArrayLength()
            .Should().Be(0);
    }

    [Fact]
    public async Task Where_to_apply_has_to_be_said_and_to_answer()
    {
        string catalogue = WriteCatalogue("shop");

        (await Shell.RunAsync("", "dashboard", "apply", "--catalogue", catalogue)).Error.Should()
            .Contain("Say where to put them: --to, or --from.");
        (await Shell.RunAsync("", "dashboard", "apply", "--catalogue", catalogue, "--to", "http://127.0.0.1:1")).Error.Should()
            .StartWith("http://127.0.0.1:1/: ");
    }

    [Fact]
    public async Task Nobody_at_the_address_is_said() =>
        (await Shell.RunAsync("", "dashboard", "collect", "--from", "http://127.0.0.1:1", "--service", "shop")).Error.Should()
            .StartWith("http://127.0.0.1:1/: ");

    private static async Task<JsonElement> CallAsync(HttpClient client, string target, string input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(input, null, "application/x-amz-json-1.1"),
        };
        request.Headers.Add("X-Amz-Target", target);
        using HttpResponseMessage response = await client.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private string WriteCatalogue(string service) => Write("catalogue.json", new MetricCatalogue(
        service,
        [
            .. new[] { "Latency", "Error", "Fault" }.Select(name => new CataloguedMetric(
                "Obs", name, "Count", MetricKind.Distribution, new DimensionSet(OfService, [["Test", service]]))),
        ],
        new LogCatalogue([$"/obs/Test/{service}"], new Dictionary<string, bool> { ["level"] = false, ["message"] = false })).ToJson());

    private string Write(string name, string text)
    {
        string path = PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }

    private string PathOf(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);
}
