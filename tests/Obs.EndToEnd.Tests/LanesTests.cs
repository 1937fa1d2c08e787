using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests;

/// <summary>The shop delivers everything through each way out, chosen by configuration and nothing else.</summary>
/// <remarks>The launcher sets side by side what was sent, accepted, delivered and received, and ends with 1 unless all of it is
/// equal.</remarks>
public sealed class LanesTests
{
    // Where a document that still went to the daemon would be lost, and the counts would differ.
    private const string NoDaemon = "Observability__Tracing__DaemonAddress=127.0.0.1:1";

    private static readonly TimeSpan Ceiling = Patience.Limit * 2;

    [Theory]
    [InlineData("agentless metrics", "Observability__Aws__MetricLane=PutMetricData")]
    [InlineData("embedded metrics", "Observability__Aws__MetricLane=EmbeddedMetricFormat")]
    [InlineData("logs sink", "Observability__Logging__Sink=CloudWatchLogs")]
    [InlineData("X-Ray API", "Observability__Tracing__Sender=XRay", NoDaemon)]
    [InlineData("OTLP", "Observability__Tracing__Sender=Otlp", NoDaemon)]
    public async Task Everything_that_is_sent_is_stored(string lane, params string[] settings)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("obs-lane-");
        ProcessStartInfo start = BuiltProgram.StartInfo(
            "Shop", "--seconds", "5", "--rate", "10", "--port", "0", "--page-port", "0", "--store",
            Path.Combine(folder.FullName, "obs.db"));
        foreach (string setting in settings)
        {
            string[] pair = setting.Split('=', 2);
            start.Environment[pair[0]] = pair[1];
        }

        using Process shop = Process.Start(start)!;
        try
        {
            Task<string> errors = shop.StandardError.ReadToEndAsync();
            string output = await shop.StandardOutput.ReadToEndAsync().WaitAsync(Ceiling);
            await shop.WaitForExitAsync().WaitAsync(Ceiling);

            shop.ExitCode.Should().Be(0, $"through {lane} everything arrives:\n{output}\n{await errors}");
            output.Should().MatchRegex("All [0-9]+ counts agree").And.NotMatchRegex("traces to the backend +delivered 0 ");
        }
        finally
        {
            shop.Kill(entireProcessTree: true);
            folder.Delete(recursive: true);
        }
    }
}
