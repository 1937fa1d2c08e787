using Obs.Local.Explain;
using static Obs.Local.Tests.Explain.MadeTrace;

namespace Obs.Local.Tests.Explain;

public sealed class ExplainerTests
{
    private static readonly ExplainCriterion P90 = new(90, null);

    [Fact]
    public void A_slow_query_is_named_with_its_share_and_what_its_traces_have_in_common()
    {
        Explanation explanation = Explain(200, number => number % 10 == 3
            ? Purchase(number, query: 0.5, more: Annotations(("plan", "gold"), ("tenant", number)))
            : Purchase(
                number,
                query: 0.01 + (number * 0.00001),
                more: Annotations(("plan", number % 2 == 0 ? "silver" : "bronze"), ("tenant", number))));

        StepDifference first = explanation.Steps[0];
        first.Step.Name.Should().Be("shop@db: SELECT * FROM products WHERE id = ?");
        first.Cause.Should().Be(StepCause.Slower);
        first.Share.Should().BeGreaterThan(0.99);
        first.Probability.Should().BeLessThan(0.001);
        TraitDifference trait = explanation.Traits[0];
        trait.Trait.Should().Be(new Trait(TraitKind.Annotation, "plan", "gold"));
        (trait.Presence.Slow, trait.Presence.Typical, trait.Presence.Lift).Should().Be((20, 0, null));
        trait.Presence.Probability.Should().BeLessThan(0.001);
        explanation.Traits.Where(static other => other.Presence.Probability < 0.05).Should()
            .ContainSingle("tenant is of every value once and tells nothing");
    }

    [Fact]
    public void The_shares_of_all_steps_add_up()
    {
        Explanation explanation = Explain(
            100, number => Purchase(number, query: number < 10 ? 0.2 : 0.01, payment: number < 10 ? 0.3 : 0.02));

        explanation.Steps.Sum(static step => step.Share).Should().BeApproximately(1, 1e-3);
        explanation.Steps.Take(2).Select(static step => step.Step.Name).Should()
            .Equal("payments", "shop@db: SELECT * FROM products WHERE id = ?");
    }

    [Fact]
    public void Many_queries_instead_of_one_are_told_from_a_slow_one()
    {
        StepDifference step = Explain(100, number => Purchase(number, queries: number < 10 ? 48 : 1)).Steps[0];

        step.Cause.Should().Be(StepCause.Repeated);
        ExplainAnswer.Cause(step).Should().Be("it runs 48 times per trace instead of 1");
    }

    [Fact]
    public void Retries_are_told_from_repetition()
    {
        StepDifference step = Explain(100, number => Purchase(number, failed: number < 10 ? 3 : 0)).Steps[0];

        step.Cause.Should().Be(StepCause.Retried);
        ExplainAnswer.Cause(step).Should().Be("calls fail and are retried, 3 times per trace instead of 0");
    }

    [Fact]
    public void A_number_with_many_values_is_compared_by_ranges()
    {
        Explanation explanation = Explain(
            200, number => Purchase(number, query: number >= 180 ? 0.4 : 0.01, more: Annotations(("items", number * 1.5))));

        explanation.Traits[0].Trait.Name.Should().Be("items");
        explanation.Traits[0].Trait.Value.Should().StartWith("≥ ");
        explanation.Traits[0].Presence.Slow.Should().Be(20);
    }

    [Fact]
    public void What_the_same_traces_have_stands_together()
    {
        Explanation explanation = Explain(100, number => Purchase(
            number, query: number < 10 ? 0.4 : 0.01, more: number < 10 ? Annotations(("plan", "gold"), ("region", "north")) : ""));

        explanation.Traits[0].Trait.Name.Should().Be("plan");
        explanation.Traits[0].Together.Should().Equal(new Trait(TraitKind.Annotation, "region", "north"));
    }

    [Fact]
    public void Where_nothing_is_over_represented_that_is_what_is_said()
    {
        Explanation explanation = Explain(
            200, number => Purchase(number, query: number % 10 == 3 ? 0.4 : 0.01, more: Annotations(("coin", number * 7919 % 13 % 2))));

        ExplainAnswer.Of(explanation).Should()
            .Contain(static sentence => sentence.Contains("none is over-represented among the slow traces beyond chance"));
    }

    [Fact]
    public void Chance_alone_is_hardly_ever_called_a_finding()
    {
        var random = new Random(20_261_122);
        int[] traits = [.. Enumerable.Range(0, 40)];
        ExplainedTrace[] all = [.. Enumerable.Range(0, 400).Select(number => new ExplainedTrace
        {
            Id = Id(number),
            Seconds = 1,
            Steps = new Dictionary<Step, StepUse>(),
            Traits = traits.Where(_ => random.Next(5) == 0).Select(static key => new Trait(TraitKind.Annotation, $"key{key}", "on"))
                .ToHashSet(),
        })];

        Explanation explanation = Explainer.Explain(P90, new PopulationSplit([], P90), isComplete: true, all[..100], all[100..]);

        explanation.TraitsCompared.Should().Be(40);
        explanation.Traits.Should().OnlyContain(static found => found.Presence.Probability >= 0.05);
    }

    [Fact]
    public void The_answer_says_what_how_much_and_how_sure()
    {
        Explanation explanation = Explain(200, number => number % 10 == 3
            ? Purchase(number, query: 0.5, more: Annotations(("plan", "gold"))) : Purchase(number, more: Annotations(("plan", "silver"))));

        ExplainAnswer.Of(explanation).Should().Equal(
            "The 20 of 200 traces at or above p90 (532 ms) take 532 ms on average, the 100 typical ones 42 ms: 490 ms more.",
            "100 % of the extra time is in shop@db: SELECT * FROM products WHERE id = ? (storefront): 500 ms instead of 10 ms per trace; each call takes longer (practically certain, p < 0.001).",
            "plan = gold: 20 of 20 slow traces and 0 of 100 typical ones (practically certain, p < 0.001 after 2 comparisons).");
    }

    [Fact]
    public void Too_few_traces_are_called_too_few_and_a_better_percentile_is_named()
    {
        Explanation explanation = Explain(
            100, static number => Purchase(number, query: number == 0 ? 0.5 : 0.01), new ExplainCriterion(99, null));

        ExplainAnswer.Caution(explanation).Should().Be(
            "These are too few traces to be sure of anything: 1 slow and 50 typical ones, where 5 and 10 are the least. At p95 there are enough slow ones.");
    }

    [Fact]
    public void Without_traces_there_is_nothing_to_compare()
    {
        ExplainAnswer.Of(Explain(0, static number => Purchase(number))).Should()
            .Equal("There is nothing to compare: 0 traces meet the filter in this range.");
    }

    [Fact]
    public void The_same_traces_give_the_same_answer_in_whatever_order_they_come()
    {
        ExplainedTrace[] traces =
            [.. Enumerable.Range(0, 60).Select(static number => Reduce(Purchase(number, query: number < 8 ? 0.2 : 0.01)))];

        string forward = ExplainText.Of(Explain(traces, P90));

        ExplainText.Of(Explain([.. traces.Reverse()], P90)).Should().Be(forward);
    }

    [Fact]
    public void A_span_is_set_against_what_is_outside_it()
    {
        var split = new PopulationSplit(
            Enumerable.Range(0, 10).Select(static number => new Candidate(Id(number), number, 1)), new ExplainCriterion(99, (3, 6)));

        split.Slow.Select(static trace => trace.Start).Should().Equal(3, 4, 5);
        split.Typical.Should().HaveCount(7);
    }

    [Theory]
    [InlineData(100, 99, 1, 50)]
    [InlineData(1_000, 95, 50, 500)]
    [InlineData(3, 99, 1, 2)]
    [InlineData(1, 99, 1, 0)]
    [InlineData(0, 99, 0, 0)]
    public void A_percentile_is_set_against_the_middle_half(int count, double percentile, int slow, int typical)
    {
        var split = new PopulationSplit(
            Enumerable.Range(0, count).Select(static number => new Candidate(Id(number), 0, number)),
            new ExplainCriterion(percentile, null));

        (split.Slow.Count, split.Typical.Count).Should().Be((slow, typical));
        split.Slow.Intersect(split.Typical).Should().BeEmpty();
    }

    [Fact]
    public void Of_too_many_traces_some_are_read_evenly()
    {
        Candidate[] all = [.. Enumerable.Range(0, 1_000).Select(static number => new Candidate(Id(number), 0, number))];

        PopulationSplit.Sample(all, 4).Select(static trace => trace.Seconds).Should().Equal(0, 250, 500, 750);
        PopulationSplit.Sample(all, 1_000).Should().HaveCount(1_000);
    }

    [Fact]
    public void Where_not_all_traces_were_read_the_answer_says_how_many_were()
    {
        var split = new PopulationSplit(Enumerable.Range(0, 1_000).Select(static number => new Candidate(Id(number), 0, number)), P90);

        Explanation explanation = Explainer.Explain(P90, split, isComplete: true, [Reduce(Purchase(1, query: 0.5))], [Reduce(Purchase(2))]);

        ExplainAnswer.Of(explanation).Should().Contain("Of these 1 and 1 were read, evenly over their durations.");
    }

    private static Explanation Explain(int count, Func<int, string[]> make, ExplainCriterion? criterion = null) =>
        Explain([.. Enumerable.Range(0, count).Select(number => Reduce(make(number)))], criterion ?? P90);

    private static Explanation Explain(ExplainedTrace[] traces, ExplainCriterion criterion)
    {
        Dictionary<string, ExplainedTrace> byId = traces.ToDictionary(static trace => trace.Id);
        var split = new PopulationSplit(traces.Select(static trace => new Candidate(trace.Id, 0, trace.Seconds)), criterion);
        return Explainer.Explain(criterion, split, isComplete: true, [.. split.Slow.Select(Read)], [.. split.Typical.Select(Read)]);

        ExplainedTrace Read(Candidate candidate) => byId[candidate.Id];
    }
}
