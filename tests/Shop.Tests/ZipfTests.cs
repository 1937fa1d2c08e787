using Shop.Traffic;

namespace Shop.Tests;

public sealed class ZipfTests
{
    [Fact]
    public void Ranks_stay_within_their_range_and_fall_by_the_law()
    {
        var zipf = new Zipf(ranks: 10, exponent: 1);
        var random = new Random(5);

        Dictionary<int, int> drawn = Enumerable.Range(0, 100_000).Select(_ => zipf.Next(random)).CountBy(static rank => rank)
            .ToDictionary();

        drawn.Keys.Should().BeEquivalentTo(Enumerable.Range(1, 10));
        ((double)drawn[1] / drawn[2]).Should().BeApproximately(2, 0.1);
        ((double)drawn[1] / drawn[10]).Should().BeApproximately(10, 1);
    }
}
