using System.Text.Json;
using System.Text.RegularExpressions;
using Obs.Cli.Doctor;
using Obs.Local;
using Obs.TestSupport;

namespace Obs.Cli.Tests;

public sealed partial class DoctorCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Where_nobody_answers_it_says_what_to_start()
    {
        (int code, string output, string error) = await Shell.RunAsync(
            "", "doctor", "--service", "http://127.0.0.1:1", "--local", "http://127.0.0.1:1", "--check", "service-answers", "--check",
            "backend-answers");

        (code, error).Should().Be((ExitCode.AssertionFailed, ""));
        output.Should().Contain("FAIL").And.Contain(
            "Nothing answers at http://127.0.0.1:1/").And.Contain("Start obs local").And.EndWith("2 FAIL\n");
    }

    [Fact]
    public async Task Where_nobody_is_named_it_says_how_to_name_one()
    {
        (int code, string output, _) = await Shell.RunAsync(
            "", "doctor", "--check", "service-answers", "--check", "configuration", "--check", "map-service");

        code.Should().Be(ExitCode.Success);
        output.Should().Contain("--service http://127.0.0.1:PORT").And.Contain("--config appsettings.json").And.EndWith("3 skip\n");
    }

    [Fact]
    public async Task A_backend_that_has_received_nothing_is_a_warning_and_no_failure()
    {
        await using ObsLocalServer server = new(new ObsLocalOptions { Port = 0, UdpPort = 0 });
        await server.StartAsync();

        (int code, string output, _) = await Shell.RunAsync(
            "", "doctor", "--local", server.HttpAddress.AbsoluteUri, "--check", "backend-answers", "--check", "traces-received", "--format",
            "json");

        code.Should().Be(ExitCode.Success);
        JsonElement[] findings = [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
        findings.Select(static finding => finding.GetProperty("result").GetString()).Should().Equal("ok", "warn");
        findings[1].GetProperty("reason").GetString().Should().Be("The backend has received no traces.");
        findings[1].GetProperty("advice").GetString().Should().Contain("AWS_XRAY_DAEMON_ADDRESS");
    }

    [Fact]
    public async Task An_address_of_somebody_else_is_found_out()
    {
        await using ObsLocalServer server = new(new ObsLocalOptions { Port = 0, UdpPort = 0 });
        await server.StartAsync();

        (int code, string output, _) = await Shell.RunAsync(
            "", "doctor", "--service", server.HttpAddress.AbsoluteUri, "--check", "service-answers");

        code.Should().Be(ExitCode.AssertionFailed);
        output.Should().Contain("api/metrics answers 4");
    }

    [Theory]
    [InlineData("""{ "Observability": { "Tracing": { "Samplng": {} } } }""", "Observability:Tracing:Samplng is no setting.")]
    [InlineData("""{ "Observability": { "ServiceNam": "x" } }""", "Observability:ServiceNam is no setting.")]
    [InlineData(
        """{ "Observability": { "Metrics": { "Views": [ { "InstrumentName": "a", "Dorp": true } ] } } }""",
        "Observability:Metrics:Views:0:Dorp is no setting.")]
    [InlineData("""{ "Observability": { "Tracing": { "Sampling": { "FixedRate": 2 } } } }""", "FixedRate")]
    [InlineData(
        """{ "Observability": { "Metrics": { "Interval": "fast" } } }""",
        "Observability:Metrics:Interval: must be 00:00:01 to 00:15:00; found \"fast\".")]
    [InlineData("{ x", "LineNumber: 0 | BytePositionInLine: 2")]
    public async Task A_mistake_in_the_settings_is_named(string settings, string message)
    {
        string file = Path.Combine(_folder.Path, "appsettings.json");
        await File.WriteAllTextAsync(file, settings);

        (int code, string output, _) = await Shell.RunAsync("", "doctor", "--check", "configuration", "--config", file);

        code.Should().Be(ExitCode.AssertionFailed, output);
        output.Should().Contain(message).And.Contain("docs/guide/settings.md");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_no_settings()
    {
        (int code, string output, _) = await Shell.RunAsync(
            "", "doctor", "--check", "configuration", "--config", Path.Combine(_folder.Path, "none.json"));

        code.Should().Be(ExitCode.AssertionFailed);
        output.Should().Contain("none.json is not there.");
    }

    [Theory]
    [InlineData("Shop.Storefront")]
    [InlineData("Shop.Payments")]
    [InlineData("Shop.Inventory")]
    public async Task The_settings_of_the_shop_are_in_order(string service)
    {
        (int code, string output, _) = await Shell.RunAsync(
            "", "doctor", "--check", "configuration", "--config", Repository.PathOf("samples", service, "appsettings.json"));

        code.Should().Be(ExitCode.Success, output);
    }

    [Fact]
    public async Task A_check_that_is_none_is_refused()
    {
        (int code, _, string error) = await Shell.RunAsync("", "doctor", "--check", "everything");

        code.Should().Be(ExitCode.Failure);
        error.Should().Contain("everything");
    }

    [Fact]
    public void The_troubleshooting_guide_has_every_check_under_its_symptom_and_no_other()
    {
        string guide = File.ReadAllText(Repository.PathOf("docs", "knowledge", "troubleshooting.md"));

        Row().Matches(guide).Select(static row => row.Groups["id"].Value).Should().Equal(CheckList.All.Select(static check => check.Id));
        foreach (Check check in CheckList.All)
        {
            guide.Should().Contain($"## {check.Symptom}\n");
        }
    }

    [GeneratedRegex("^\\| `(?<id>[a-z-]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
