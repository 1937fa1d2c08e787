namespace Obs.Tracing.Tests.Sampling;

public sealed class StripedCountTests
{
    [Fact]
    public void Whatever_threads_add_at_once_is_counted()
    {
        var count = new StripedCount();

        Parallel.For(0, 100_000, _ => count.Increment());

        count.Value.Should().Be(100_000);
    }

    [Fact]
    public void To_count_takes_no_memory()
    {
        var count = new StripedCount();

        TestSupport.Allocations.PerCall(count.Increment).Should().Be(0);
    }
}
