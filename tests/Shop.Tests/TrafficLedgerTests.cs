using Shop.Traffic;

namespace Shop.Tests;

public sealed class TrafficLedgerTests
{
    [Fact]
    public void Every_request_is_counted_once_under_contention()
    {
        var ledger = new TrafficLedger();

        Parallel.For(0, 10_000, i =>
        {
            string operation = i % 2 == 0 ? Operation.Product : Operation.Search;
            ledger.Send(operation);
            ledger.End(operation, i % 10 == 0 ? 500 : 200);
        });

        ledger.Sent.Should().Be(10_000);
        ledger.Ended.Should().Be(10_000);
        ledger.SentByOperation.Should().Equal(new Dictionary<string, long> { [Operation.Product] = 5_000, [Operation.Search] = 5_000 });
        ledger.CountOf(500, 599).Should().Be(1_000);
        ledger.CountOf(Operation.Product, 500).Should().Be(1_000);
    }

    [Fact]
    public void The_status_line_says_how_requests_ended()
    {
        var ledger = new TrafficLedger();
        foreach (int status in (int[])[200, 201, 404, 402, 500, TrafficLedger.NoAnswer])
        {
            ledger.Send(Operation.Product);
            ledger.End(Operation.Product, status);
        }

        StatusPrinter.Describe(TimeSpan.FromSeconds(2), ledger)
            .Should().Be("00:00:02  6 requests, 3.0/s: 2 ok, 2 errors, 1 faults, 1 without an answer");
    }
}
