using Obs.Local.Store;

namespace Obs.Local.Tests;

public sealed class DiskReserveTests
{
    private const long Mebibyte = 1L << 20;

    [Theory]
    [InlineData(1_024, 500_000, false)]
    [InlineData(1_023, 500_000, true)]
    [InlineData(600, 10_000, false)]
    [InlineData(400, 10_000, true)]
    [InlineData(0, 8, true)]
    [InlineData(1, 8, false)]
    public void T21_A_gibibyte_or_a_twentieth_of_a_small_disk_stays_free(long freeMebibytes, long totalMebibytes, bool expected) =>
        DiskReserve.Reaches(freeMebibytes * Mebibyte, totalMebibytes * Mebibyte).Should().Be(expected);

    [Fact]
    public void What_is_in_memory_needs_none() => new DiskReserve(Database.InMemory).IsReached.Should().BeFalse();
}
