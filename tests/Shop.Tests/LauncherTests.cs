using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Obs.Metrics;
using Obs.TestSupport;

namespace Shop.Tests;

/// <summary>The launcher as people start it, with real processes, sockets and databases.</summary>
[Collection(nameof(LauncherTests))]
public sealed partial class LauncherTests : IDisposable
{
    private static readonly TimeSpan Ceiling = Patience.Limit * 2;

    // Long enough for orders, and for somebody to look around, where the shop gets a small part of a processor.
    private const string Seconds = "20";

    // A page, its script, an operation that the traffic uses too, what is read from metrics, and two mistakes. Health checks are nobody's
    // visit.
    private static readonly string[] Paths = ["", "shop.js", "products/1", "popular", "status", "no-such-page", "products/none"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shop-test-");

    [Fact]
    public async Task A_short_run_stops_by_itself_and_all_counts_agree_whoever_looks_around_meanwhile()
    {
        string log = Path.Combine(_folder.FullName, "waiting.hlog");
        using Process launcher = Start("--seconds", Seconds, "--snapshots", _folder.FullName, "--histogram-log", log);

        string output = await ReadUntilAsync(launcher.StandardOutput, ShopLine());
        await LookAroundAsync(new Uri(ShopLine().Match(output).Value["shop: ".Length..]));
        output += await launcher.StandardOutput.ReadToEndAsync().WaitAsync(Ceiling);
        await launcher.WaitForExitAsync().WaitAsync(Ceiling);

        launcher.ExitCode.Should().Be(0, output);
        ShopLine().Matches(output).Should().ContainSingle();
        PageLine().Matches(output).Should().ContainSingle();
        output.Should().Contain($"by people {Paths.Length}").And.Contain("counts agree.").And.NotContain("DIFFERS");
        output.Should().MatchRegex(@"storefront, as it says( +\d+\.\d){5}").And.MatchRegex(@"visitors( +\d+\.\d){5}");
        ReadLog(log).Sum(static entry => entry.Histogram.TotalCount).Should().BePositive();
        (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "report.html"))).Should()
            .Contain("How long visitors waited").And.Contain("visitors, had none of them held back").And.Contain("Orders by size");
    }

    [Theory]
    [InlineData("-TERM")]
    [InlineData("-KILL")]
    public async Task No_service_outlives_the_launcher(string signal)
    {
        using Process launcher = Start();
        await ReadUntilAsync(launcher.StandardOutput, PageLine());
        Process[] services = [.. (await ReadAsync("pgrep", "-P", $"{launcher.Id}")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static id => Process.GetProcessById(int.Parse(id, null)))];
        await ReadAsync("kill", signal, $"{launcher.Id}");

        services.Should().HaveCount(3);
        await Task.WhenAll(services.Append(launcher).Select(static process => process.WaitForExitAsync())).WaitAsync(Ceiling);
        (launcher.ExitCode == 0).Should().Be(signal != "-KILL");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        BuildOutput.DotnetHost,
        [
            "exec", BuildOutput.AssemblyOf("Shop"), "--port", "0", "--page-port", "0", "--store", Path.Combine(_folder.FullName, "obs.db"),
            .. arguments,
        ])
    {
        RedirectStandardOutput = true,
        WorkingDirectory = Repository.Root,
    })!;

    private static async Task<string> ReadUntilAsync(StreamReader output, Regex mark)
    {
        var read = new StringBuilder();
        while (await output.ReadLineAsync().WaitAsync(Ceiling) is string line)
        {
            read.AppendLine(line);
            if (mark.IsMatch(line))
            {
                break;
            }
        }

        return read.ToString();
    }

    private static async Task LookAroundAsync(Uri shop)
    {
        using var http = new HttpClient { BaseAddress = shop };
        await Task.WhenAll(Paths.Append("health").Select(async path =>
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri(path, UriKind.Relative));
            if (path is "popular" or "status")
            {
                ((int)response.StatusCode).Should().Be(200, path);
            }
        }));
    }

    private static IEnumerable<HistogramLogEntry> ReadLog(string path)
    {
        foreach (string line in File.ReadLines(path))
        {
            HistogramLog.TryReadLine(line, out HistogramLogEntry? entry, out string? error).Should().BeTrue(error);
            if (entry is not null)
            {
                yield return entry;
            }
        }
    }

    private static async Task<string> ReadAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadToEndAsync().WaitAsync(Ceiling);
    }

    [GeneratedRegex(@"^shop: http://127\.0\.0\.1:\d+$", RegexOptions.Multiline)]
    private static partial Regex ShopLine();

    [GeneratedRegex(@"^page: http://127\.0\.0\.1:\d+$", RegexOptions.Multiline)]
    private static partial Regex PageLine();
}
