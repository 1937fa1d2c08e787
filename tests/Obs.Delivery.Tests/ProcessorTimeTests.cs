using Obs.Delivery.Stopping;
using Obs.TestSupport;

namespace Obs.Delivery.Tests;

public sealed class ProcessorTimeTests : IDisposable
{
    private readonly TemporaryFolder _threads = new();

    public void Dispose() => _threads.Dispose();

    [Fact]
    public void What_each_thread_ran_and_waited_is_added_up()
    {
        Write("1", "100 7 3\n");
        Write("2", "20 5 1\n");

        ProcessorTime.Read(_threads.Path).Should().Be(new ProcessorTime(120, 12));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("12\n")]
    [InlineData("many few none\n")]
    [InlineData("99999999999999999999 1 1\n")]
    public void What_cannot_be_read_counts_for_nothing(string text)
    {
        Write("1", text);
        Write("2", "20 5 1\n");
        Directory.CreateDirectory(Path.Combine(_threads.Path, "3"));

        ProcessorTime.Read(_threads.Path).Should().Be(new ProcessorTime(20, 5));
    }

    [Fact]
    public void Where_no_such_thing_is_counted_nothing_is_known() =>
        ProcessorTime.Read(Path.Combine(_threads.Path, "none")).Should().Be(default(ProcessorTime));

    [Theory]
    [InlineData(10, 0, 400, 1)]
    [InlineData(10, 10, 400, 2)]
    [InlineData(10, 390, 400, 40)]
    [InlineData(10, 2_000, 400, 40)]
    [InlineData(0, 390, 400, 1)]
    [InlineData(800, 390, 400, 1)]
    [InlineData(-5, -5, 400, 1)]
    public void A_process_is_as_slow_as_it_waits_for_what_it_runs(long ran, long waited, long elapsed, double slowness) =>
        new ProcessorTime(1_000 + (100 * ran), 2_000 + (100 * waited))
            .SlownessSince(new ProcessorTime(1_000, 2_000), TimeSpan.FromMicroseconds(elapsed / 10d)).Should().Be(slowness);

    [Fact]
    public void This_process_has_run()
    {
        if (OperatingSystem.IsLinux())
        {
            ProcessorTime.Read().RunNanoseconds.Should().BePositive();
        }
    }

    private void Write(string thread, string text)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_threads.Path, thread)).FullName;
        File.WriteAllText(Path.Combine(folder, "schedstat"), text);
    }
}
