using System.Globalization;
using Obs.Delivery.Tests.Children;
using Obs.TestSupport;
using Xunit.Abstractions;

namespace Obs.Delivery.Tests.Processes;

/// <summary>A whole process whose receiver is away: its memory, its account, and how soon it is well again.</summary>
public sealed class OutageProcessTests(ITestOutputHelper output)
{
    private const int RequestsPerSecond = 500;
    private const long BufferBytes = 16 * 1024 * 1024;

    /// <summary>All the memory a small container has.</summary>
    private const long ProcessBytes = 128 * 1024 * 1024;

    // 64 MiB, of which the buffer may take 16 and the service has 16.
    private static readonly (string Name, string Value) SmallHeap = ("DOTNET_GCHeapHardLimit", "0x4000000");

    [Fact]
    public Task F33_an_hour_in_a_small_heap_sheds_telemetry_and_not_the_service() =>
        RunAsync(minutes: 60, isReal: false, SmallHeap, ("DOTNET_PROCESSOR_COUNT", "1"));

    [Fact]
    public Task F41_ten_minutes_without_an_endpoint_stay_under_the_ceiling_and_end_within_one() =>
        RunAsync(minutes: 10, isReal: Nightly.IsNow, SmallHeap);

    private async Task RunAsync(int minutes, bool isReal, params (string Name, string Value)[] environment)
    {
        using ChildProcess child = Child.Start(environment, "outage", $"{minutes}", $"{isReal}");
        string said = await child.Output.ReadToEndAsync();
        string error = await child.ExitAsync();

        output.WriteLine(
            $"offered, accepted, delivered, dropped, buffered, most bytes, seconds to recover, peak bytes of the process: {said}");
        error.Should().BeEmpty();
        child.ExitCode.Should().Be(0);
        double[] figures = [.. said.Split(' ').Select(static figure => double.Parse(figure, CultureInfo.InvariantCulture))];
        (double offered, double accepted, double delivered, double dropped, double buffered) =
            (figures[0], figures[1], figures[2], figures[3], figures[4]);
        (accepted, delivered, dropped + buffered).Should().Be((offered, 0, offered));
        figures[5].Should().BeLessThanOrEqualTo(BufferBytes);
        figures[6].Should().BeLessThanOrEqualTo((TimeSpan.FromMinutes(1) + OutageChild.RecoveryStep).TotalSeconds);
        figures[7].Should().BeLessThanOrEqualTo(ProcessBytes);
        if (!isReal)
        {
            offered.Should().Be(minutes * 60 * RequestsPerSecond);
        }
    }
}
