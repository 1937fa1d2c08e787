namespace Shop.Tests;

public sealed class SummaryTests
{
    [Fact]
    public void A_run_in_which_nothing_was_lost_agrees()
    {
        Summary summary = SummaryBuilder.Build(Facts());

        summary.Agrees.Should().BeTrue(summary.ToString());
        summary.ToString().Should().Contain("sent 10 = metrics 10 = segments 10 (sampled 4, not sampled 6)")
            .And.Contain("accepted 4 = delivered + dropped 4 (delivered 3, too_large 1)")
            .And.EndWith("counts agree.");
    }

    [Theory]
    [InlineData("sent", "DIFFERS requests to storefront")]
    [InlineData("sampled", "DIFFERS requests to storefront")]
    [InlineData("received", "DIFFERS traces to the backend")]
    [InlineData("forwarded", "DIFFERS logs to the backend")]
    [InlineData("buffered", "DIFFERS traces of storefront")]
    [InlineData("published", "DIFFERS published by storefront")]
    public void One_count_that_is_off_by_one_is_found_and_named(string off, string named)
    {
        Summary summary = SummaryBuilder.Build(Facts(off));

        summary.Agrees.Should().BeFalse();
        summary.ToString().Should().Contain(named).And.Contain("counts differ.");
    }

    [Fact]
    public void Requests_that_people_made_meanwhile_are_part_of_what_was_sent()
    {
        RunFacts facts = Facts() with { Sent = new Dictionary<string, long> { ["GET /products/{id}"] = 5, ["POST /checkout"] = 3 } };
        var byPeople = new Dictionary<string, long> { ["GET /products/{id}"] = 2 };
        facts = facts with { Services = [facts.Services[0] with { MadeByPeople = byPeople }] };

        Summary summary = SummaryBuilder.Build(facts);

        summary.Agrees.Should().BeTrue(summary.ToString());
        summary.ToString().Should().Contain("sent 10 (by traffic 8, by people 2) = metrics 10");
    }

    [Fact]
    public void A_service_that_does_not_answer_agrees_with_nobody()
    {
        RunFacts facts = Facts() with { Services = [ServiceReport.Missing("storefront")] };

        SummaryBuilder.Build(facts).Agrees.Should().BeFalse();
    }

    private static RunFacts Facts(string off = "") => new()
    {
        Sent = new Dictionary<string, long> { ["GET /products/{id}"] = off == "sent" ? 8 : 7, ["POST /checkout"] = 3 },
        Services =
        [
            new ServiceReport(
                "storefront",
                new Dictionary<string, long> { ["GET /products/{id}"] = 7, ["POST /checkout"] = 3 },
                Sampled: off == "sampled" ? 3 : 4,
                Unsampled: 6,
                [
                    new SignalAccount(
                        "traces",
                        4,
                        off == "buffered" ? 2 : 3,
                        off == "buffered" ? 1 : 0,
                        new Dictionary<string, long> { ["too_large"] = 1 }),
                    new SignalAccount("metrics", 20, 20, 0, new Dictionary<string, long>()),
                    new SignalAccount("logs", 12, 12, 0, new Dictionary<string, long>()),
                ]),
        ],
        Backend = new BackendCounts
        {
            Received = new Dictionary<string, long> { ["traces"] = off == "received" ? 2 : 3, ["metrics"] = 20, ["logs"] = 12 },
            Requests = new Dictionary<(string, string), long>
            {
                [("storefront", "GET /products/{id}")] = off == "published" ? 6 : 7,
                [("storefront", "POST /checkout")] = 3,
            },
        },
        Logs = new LogForwarderCounts(Read: 12, Forwarded: off == "forwarded" ? 11 : 12, Dropped: 0),
    };
}
