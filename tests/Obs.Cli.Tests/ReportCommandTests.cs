using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Local;
using Obs.Metrics;

namespace Obs.Cli.Tests;

/// <summary><c>obs report</c> over what a real service wrote before it stopped.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-report-");

    [Theory]
    [InlineData("html", "<title>Metrics of storefront</title>")]
    [InlineData("markdown", "| GET /products/{id} | 2 |")]
    [InlineData("csv", "operation,GET /products/{id},,ms,2,")]
    [InlineData("json", "\"operation\":\"GET /products/{id}\"")]
    public async Task It_prints_what_the_service_measured(string format, string expected)
    {
        await RunServiceAsync();

        (int code, string output, string error) = await Shell.RunAsync(
            "", "report", _folder.FullName, "--format", format, "--window", "1h");

        (code, error).Should().Be((0, ""));
        output.Should().Contain(expected);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("markdown")]
    [InlineData("json")]
    public async Task With_traces_at_hand_it_says_why_the_slow_ones_are_slow(string format)
    {
        await RunServiceAsync();
        string store = Path.Combine(_folder.FullName, "traces.db");
        string running;
        double start = MetricSnapshots.Read(_folder.FullName).Windows[0].Start.ToUnixTimeMilliseconds() / 1_000.0;
        await using (var server = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0, Store = store }))
        {
            await server.StartAsync();
            using var lines = new StringReader(string.Join('\n', Enumerable.Range(0, 600).Select(number => Segment(number, start))));
            await server.ImportAsync(lines, "/import", "traces");
            await server.FlushAsync();
            (_, running, _) = await Shell.RunAsync(
                "", "report", _folder.FullName, "--format", format, "--endpoint", server.HttpAddress.ToString());
        }

        (int code, string stored, string error) = await Shell.RunAsync(
            "", "report", _folder.FullName, "--format", format, "--store", store);
        (_, string without, _) = await Shell.RunAsync("", "report", _folder.FullName, "--format", format);

        (code, error).Should().Be((0, ""));
        stored.Should().Contain("plan = gold").And.Contain(format == "json" ? "\"explanation\":" : "Why slow traces are slow");
        running.Should().Contain("plan = gold");
        without.Should().NotContain("plan = gold");

        static string Segment(int number, double start)
        {
            (double seconds, string plan) = number % 10 == 3 ? (0.5, "gold") : (0.05, "silver");
            return string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"trace_id":"1-5759e988-{{{number:x24}}}","id":"{{{number + 1:x16}}}","name":"storefront","start_time":{{{start}}},"end_time":{{{start + seconds}}},"annotations":{"plan":"{{{plan}}}"}}""");
        }
    }

    [Fact]
    public async Task One_file_is_enough_and_the_report_may_go_to_a_file()
    {
        await RunServiceAsync();
        string target = Path.Combine(_folder.FullName, "report.json");

        (int code, string output, _) = await Shell.RunAsync(
            "", "report", _folder.GetFiles("*.obsm").Single().FullName, "--format", "json", "--output", target);

        (code, output).Should().Be((0, ""));
        JsonDocument.Parse(await File.ReadAllTextAsync(target)).RootElement.GetProperty("service").GetString().Should().Be("storefront");
    }

    [Fact]
    public async Task A_damaged_file_is_left_out_counted_and_said()
    {
        await RunServiceAsync();
        FileInfo whole = _folder.GetFiles("*.obsm").Single();
        byte[] bytes = await File.ReadAllBytesAsync(whole.FullName);
        string damaged = Path.Combine(_folder.FullName, whole.Name.Replace("-20", "-19", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(damaged, bytes[..^20]);

        (int code, string output, string error) = await Shell.RunAsync("", "report", _folder.FullName);

        code.Should().Be(0);
        output.Should().Contain("GET /products/{id}");
        error.Should().Be($"left out: {damaged}: it is cut short or damaged\n1 files left out.\n");
    }

    [Theory]
    [InlineData("nowhere", "nowhere")]
    [InlineData("empty", "There is no metric snapshot to report on in")]
    public async Task Nothing_to_report_on_is_an_error(string name, string expected)
    {
        _folder.CreateSubdirectory("empty");

        (int code, string output, string error) = await Shell.RunAsync("", "report", Path.Combine(_folder.FullName, name));

        (code, output).Should().Be((1, ""));
        error.Should().Contain(expected);
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("-1h")]
    [InlineData("9999999d")]
    [InlineData("yesterday")]
    [InlineData("99999999999999999999s")]
    public async Task A_window_that_is_none_says_what_is(string window)
    {
        (int code, _, string error) = await Shell.RunAsync("", "report", _folder.FullName, "--window", window);

        code.Should().Be(1);
        error.Should().Contain("write 30s, 15m, 2h or 7d, 400d at most");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task RunServiceAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddObsMetrics(options =>
        {
            options.ServiceName = "storefront";
            options.Snapshots.Folder = _folder.FullName;
        });
        using IHost host = builder.Build();
        await host.StartAsync();
        Histogram<double> duration = host.Services.GetRequiredService<IMeterFactory>()
            .Create("Microsoft.AspNetCore.Hosting").CreateHistogram<double>("http.server.request.duration", "s");
        foreach (double seconds in (double[])[0.012, 0.030])
        {
            duration.Record(
                seconds, new("http.request.method", "GET"), new("http.route", "/products/{id}"), new("http.response.status_code", 200));
        }

        host.Services.GetRequiredService<BusinessMetrics>().CreateRatio("Conversion").Add(isHit: true);
        await host.StopAsync();
    }
}
