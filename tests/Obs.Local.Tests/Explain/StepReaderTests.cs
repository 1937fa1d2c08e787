using Obs.Local.Explain;
using static Obs.Local.Tests.Explain.MadeTrace;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests.Explain;

public sealed class StepReaderTests
{
    private const double Precision = 1e-6; // Times are seconds since 1970 in a double.

    [Fact]
    public void The_times_of_the_steps_add_up_to_the_duration_of_the_trace()
    {
        ExplainedTrace trace = Reduce(Purchase(7, query: 0.03, queries: 4, failed: 1));

        trace.Steps.Values.Sum(static use => use.Seconds).Should().BeApproximately(trace.Seconds, Precision);
        trace.Steps.Keys.Select(static step => step.Path).Should().BeEquivalentTo(
            "storefront POST /orders/{id}",
            "storefront POST /orders/{id} › shop@db: SELECT * FROM products WHERE id = ?",
            "storefront POST /orders/{id} › POST payments/payments",
            "storefront POST /orders/{id} › POST payments/payments › payments");
    }

    [Fact]
    public void Equal_queries_are_one_step_that_is_called_often_and_a_call_after_a_failed_one_is_a_retry()
    {
        ExplainedTrace trace = Reduce(Purchase(7, query: 0.03, queries: 4, failed: 2));

        StepUse queries = trace.Steps.Single(static pair => pair.Key.Kind == "sql").Value;
        queries.Calls.Should().Be(4);
        queries.Seconds.Should().BeApproximately(0.12, Precision);
        queries.Retries.Should().Be(0);
        StepUse payments = trace.Steps.Single(static pair => pair.Key.Kind == "http").Value;
        (payments.Calls, payments.Failed, payments.Retries).Should().Be((3, 2, 2));
    }

    [Fact]
    public void A_callee_whose_clock_is_ahead_is_put_into_its_call()
    {
        ExplainedTrace trace = Reduce(Purchase(7, payment: 0.4));

        trace.Steps.Single(static pair => pair.Key.Name == "payments").Value.Seconds.Should().BeApproximately(0.4, Precision);
        trace.Steps.Single(static pair => pair.Key.Kind == "http").Value.Seconds.Should().BeApproximately(0.002, Precision);
    }

    [Fact]
    public void Of_work_in_parallel_only_what_held_the_trace_up_counts()
    {
        ExplainedTrace trace = Reduce(Segment("00000000000000a1", "shop", 0, 1, more: Within(
            Subsegment("00000000000000b1", "short", 0.1, 0.2), Subsegment("00000000000000b2", "long", 0.1, 0.8))));

        trace.Steps.ToDictionary(static pair => pair.Key.Name, static pair => Math.Round(pair.Value.Seconds, 5))
            .Should().BeEquivalentTo(new Dictionary<string, double> { ["shop"] = 0.2, ["short"] = 0, ["long"] = 0.8 });
    }

    [Fact]
    public void Time_that_no_segment_covers_is_a_step_of_its_own()
    {
        ExplainedTrace trace = Reduce(
            Segment("00000000000000a1", "shop", 0, 1), Segment("00000000000000a2", "mailer", 3, 0.5, parent: "00000000000000ff"));

        trace.Steps[Step.Gap].Seconds.Should().BeApproximately(2, Precision);
    }

    [Fact]
    public void Documents_that_name_each_other_as_parents_and_chains_of_thousands_are_read()
    {
        ExplainedTrace circle = Reduce(
            Segment("00000000000000a1", "a", parent: "00000000000000a2"), Segment("00000000000000a2", "b", parent: "00000000000000a1"));
        ExplainedTrace chain = Reduce([.. Enumerable.Range(1, 3_000).Select(static number =>
            Segment($"{number:x16}", "deep", number * 0.001, 4 - (number * 0.001), parent: number == 1 ? null : $"{number - 1:x16}"))]);

        circle.Steps.Values.Sum(static use => use.Calls).Should().Be(2);
        chain.Steps.Should().HaveCount(32);
        chain.Steps.Values.Sum(static use => use.Seconds).Should().BeApproximately(chain.Seconds, Precision);
        chain.Steps.Values.Sum(static use => use.Calls).Should().Be(3_000);
    }

    [Theory]
    [InlineData(
        "SELECT  *\n FROM t WHERE a = 'it''s' AND b IN (1, 2, 3) AND t2.c1 = 4.5",
        "SELECT * FROM t WHERE a = ? AND b IN (?) AND t2.c1 = ?")]
    [InlineData("SELECT * FROM t WHERE id IN (@p0, @p1)", "SELECT * FROM t WHERE id IN (?)")]
    [InlineData("INSERT INTO t VALUES (?, ?), (?, ?)", "INSERT INTO t VALUES (?), (?)")]
    public void A_query_keeps_its_shape(string query, string shape) => TextShape.Sql(query).Should().Be(shape);

    [Theory]
    [InlineData(
        "http://localhost:5103/payments/17/lines/0f8fad5b-d9cb-469f-a165-70867728950e?x=1", "localhost:5103/payments/{id}/lines/{id}")]
    [InlineData("https://api.example.com", "api.example.com")]
    [InlineData("http://h/products/summer-sale", "h/products/summer-sale")]
    public void An_address_keeps_host_and_path_but_no_ids(string url, string shape) => TextShape.Address(url).Should().Be(shape);

    [Fact]
    public void A_message_keeps_its_words()
    {
        TextShape.Message("Payment 4711 of \"ann\" declined after 1,250 ms").Should().Be("Payment # of # declined after # ms");
        TextShape.Name("order-471100 of day 7").Should().Be("order-# of day 7");
        TextShape.Message(new string('x', 5_000)).Should().HaveLength(300);
    }
}
