using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
