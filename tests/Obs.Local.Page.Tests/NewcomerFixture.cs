using System.Globalization;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>A real backend with the traffic of a small shop: many quick searches, a few that are slow for one statement, and a payment that
/// was declined among those that were not.</summary>
public sealed class NewcomerFixture : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>The statement behind the p99 of the storefront.</summary>
    public const string SlowStatement = "SELECT p.name FROM products p JOIN reviews r ON r.product_id = p.id WHERE r.text LIKE ?";

    /// <summary>What payments logged of the payment that was declined.</summary>
    public const string Declined = "Payment of 12.50 for order 7 declined: card_declined";

    private const int Searches = 200;
    private const int Checkouts = 10;
    private const int DeclinedCheckout = 7;

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly ObsLocalServer _server = new(new ObsLocalOptions { Port = 0, UdpPort = 0 });
    private Browser? _browser;

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        await _server.SendSegmentsAsync(Enumerable.Range(0, Searches).Select(Search));
        await _server.SendSegmentsAsync(Enumerable.Range(0, Checkouts).SelectMany(Checkout));
        await _server.LogAsync("/shop/payments", Enumerable.Range(0, Checkouts).Select(number => (Time(number), Said(number))));
        await _server.FlushAsync();
        _browser = await Browser.LaunchAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _server.DisposeAsync();
    }

    public Task<WatchedPage> OpenAsync(int width) => _browser!.OpenAsync(_server.HttpAddress, width, range: Browser.RangeUntil(_now));

    // Three of two hundred and ten: what is slow enough to be seen at p99 and rare enough to be nowhere else.
    private static bool IsSlow(int search) => search % 80 == 5;

    private static string Id(int number) => number.ToString("x16", CultureInfo.InvariantCulture);

    private string TraceId(int number) => string.Create(CultureInfo.InvariantCulture, $"1-{_now.ToUnixTimeSeconds():x8}-{number:x24}");

    private long Time(int number) => _now.ToUnixTimeMilliseconds() - 120_000 + (number * 200);

    private string Search(int number)
    {
        double start = Time(number) / 1_000.0;
        double query = IsSlow(number) ? 0.9 : 0.003;
        string statement = IsSlow(number) ? SlowStatement : "SELECT p.name FROM products p WHERE p.id = ?";
        return string.Create(CultureInfo.InvariantCulture, $$$"""
            {"trace_id":"{{{TraceId(number)}}}","id":"{{{Id(number + 1)}}}","name":"storefront","start_time":{{{start}}},"end_time":{{{start + query + 0.01}}},
             "http":{"request":{"method":"GET","url":"http://localhost:5101/search"},"response":{"status":200}},
             "subsegments":[{"id":"{{{Id(number + 1_000)}}}","name":"shop@db","namespace":"remote","start_time":{{{start + 0.004}}},"end_time":{{{start + 0.004 + query}}},
               "sql":{"sanitized_query":"{{{statement}}}","database_type":"sqlite"}}]}
            """);
    }

    private string[] Checkout(int number)
    {
        double start = Time(number) / 1_000.0;
        string trace = TraceId(number + 5_000);
        string ending = number == DeclinedCheckout ? "\"error\":true,\"http\":" : "\"http\":";
        int status = number == DeclinedCheckout ? 402 : 201;
        return
        [
            string.Create(CultureInfo.InvariantCulture, $$$"""
                {"trace_id":"{{{trace}}}","id":"{{{Id(number + 2_000)}}}","name":"storefront","start_time":{{{start}}},"end_time":{{{start + 0.05}}},
                 {{{ending}}}{"request":{"method":"POST","url":"http://localhost:5101/checkout"},"response":{"status":{{{status}}} } },
                 "subsegments":[{"id":"{{{Id(number + 3_000)}}}","name":"payments","namespace":"remote","start_time":{{{start + 0.01}}},"end_time":{{{start + 0.04}}},
                   {{{ending}}}{"request":{"method":"POST","url":"http://payments/authorisations"},"response":{"status":{{{status}}} } } }]}
                """),
            string.Create(CultureInfo.InvariantCulture, $$$"""
                {"trace_id":"{{{trace}}}","id":"{{{Id(number + 4_000)}}}","parent_id":"{{{Id(number + 3_000)}}}","name":"payments",
                 "start_time":{{{start + 0.012}}},"end_time":{{{start + 0.038}}},
                 {{{ending}}}{"request":{"method":"POST","url":"http://payments/authorisations"},"response":{"status":{{{status}}} } } }
                """),
        ];
    }

    private string Said(int number)
    {
        bool isDeclined = number == DeclinedCheckout;
        string message = isDeclined ? Declined : $"Payment for order {number} authorised";
        return $$"""
            {"level":"{{(isDeclined ? "Warning" : "Information")}}","service":"payments","message":"{{message}}",
             "xrayTraceId":"{{TraceId(number + 5_000)}}","spanId":"{{Id(number + 4_000)}}"}
            """;
    }
}
