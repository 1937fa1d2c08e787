using Obs.Local.Explain.Statistics;

namespace Obs.Local.Tests.Explain;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(3, 4, 1, 4, 0.485714)] // Fisher's lady tasting tea.
    [InlineData(4, 4, 0, 4, 0.028571)]
    [InlineData(1, 10, 11, 14, 0.002759)] // The studying men and women of the textbooks.
    [InlineData(0, 5, 0, 5, 1)]
    public void Fishers_test_gives_the_textbooks_probability(int firstWith, int first, int secondWith, int second, double expected)
    {
        FisherExact.Probability(firstWith, first, secondWith, second).Should().BeApproximately(expected, 1e-6);
    }

    [Fact]
    public void Fishers_test_does_not_underflow_where_groups_are_large()
    {
        FisherExact.Probability(200, 200, 0, 300).Should().BeGreaterThan(0).And.BeLessThan(1e-100);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.959964, 0.05)]
    [InlineData(3.290527, 0.001)]
    [InlineData(6, 1.973175e-9)]
    public void The_tail_of_the_normal_distribution_is_the_tables(double deviations, double expected)
    {
        NormalTail.TwoSided(deviations).Should().BeApproximately(expected, expected * 1e-5);
    }

    [Fact]
    public void The_rank_sum_test_tells_shifted_numbers_from_equal_ones()
    {
        double[] low = [.. Enumerable.Range(0, 40).Select(static number => (double)number)];
        double[] high = [.. low.Select(static number => number + 30)];

        RankSum.Probability(low, high).Should().BeLessThan(1e-6);
        RankSum.Probability(low, [.. low]).Should().Be(1);
        RankSum.Probability([1, 1, 1], [1, 1]).Should().Be(1, "where all are equal nothing can be told apart");
        RankSum.Probability([], [1]).Should().Be(1);
    }

    [Fact]
    public void The_rank_sum_test_agrees_with_a_worked_example_with_ties()
    {
        RankSum.Probability([1, 2, 2, 3, 5], [2, 4, 5, 6, 7, 8]).Should().BeApproximately(0.0648, 1e-3);
    }

    [Fact]
    public void Holms_correction_multiplies_by_what_is_left_and_never_turns_the_order()
    {
        Holm.Correct([0.01, 0.04, 0.03, 0.005]).Should().BeEquivalentTo([0.03, 0.06, 0.06, 0.02], static options => options
            .WithStrictOrdering().Using<double>(static value => value.Subject.Should().BeApproximately(value.Expectation, 1e-12))
            .WhenTypeIs<double>());
    }

    [Theory]
    [InlineData(0.0000001, "practically certain", "p < 0.001")]
    [InlineData(0.0042, "very likely", "p = 0.004")]
    [InlineData(0.03, "likely", "p = 0.03")]
    [InlineData(0.4, "could be chance", "p = 0.4")]
    public void A_probability_is_said_in_words_and_numbers(double probability, string word, string number)
    {
        Certainty.Word(probability).Should().Be(word);
        Certainty.Number(probability).Should().Be(number);
    }
}
