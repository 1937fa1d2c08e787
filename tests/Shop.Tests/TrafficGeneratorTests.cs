using System.Net;
using Obs.TestSupport;
using Shop.Traffic;

namespace Shop.Tests;

public sealed class TrafficGeneratorTests
{
    [Fact]
    public async Task Requests_are_sent_at_the_rate_and_each_one_that_was_sent_has_ended()
    {
        var time = new ManualTimeProvider();
        using var shop = new FakeStorefront();
        using var http = new HttpClient(shop);
        using var stop = new CancellationTokenSource();
        var ledger = new TrafficLedger();
        var options = new TrafficOptions { Storefront = new Uri("http://shop.test/"), Rate = 10 };
        var times = new ResponseTimes(options.VisitorInterval);

        Task running = new TrafficGenerator(http, options, ledger, times, time).RunAsync(stop.Token);
        for (int second = 1; second <= 5; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await shop.WaitForAsync(second * 10);
        }

        await stop.CancelAsync();
        await running.WaitAsync(Patience.Limit);
        ledger.Sent.Should().Be(50);
        ledger.Ended.Should().Be(50);
        times.ReadMeasured().TotalCount.Should().Be(50);
        shop.Visitors.Should().NotContainNulls();
    }

    [Fact]
    public async Task A_storefront_that_is_down_is_counted_and_does_not_end_the_traffic()
    {
        var time = new ManualTimeProvider();
        using var shop = new FakeStorefront { IsDown = true };
        using var http = new HttpClient(shop);
        using var stop = new CancellationTokenSource();
        var ledger = new TrafficLedger();
        var options = new TrafficOptions { Storefront = new Uri("http://shop.test/"), Rate = 10 };

        Task running = new TrafficGenerator(
            http, options, ledger, new ResponseTimes(options.VisitorInterval), time).RunAsync(stop.Token);
        time.Advance(TimeSpan.FromSeconds(1));
        await shop.WaitForAsync(10);
        await stop.CancelAsync();
        await running.WaitAsync(Patience.Limit);

        ledger.CountOf(TrafficLedger.NoAnswer, TrafficLedger.NoAnswer).Should().Be(10);
    }

    private sealed class FakeStorefront : HttpMessageHandler
    {
        private readonly SemaphoreSlim _arrived = new(0);
        private int _seen;

        public bool IsDown { get; init; }

        public List<string?> Visitors { get; } = [];

        public async Task WaitForAsync(int requests)
        {
            for (; _seen < requests; _seen++)
            {
                (await _arrived.WaitAsync(Patience.Limit)).Should().BeTrue();
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (Visitors)
            {
                Visitors.Add(request.Headers.GetValues("X-Visitor").SingleOrDefault());
            }

            _arrived.Release();
            return IsDown ? throw new HttpRequestException("refused") : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
