using System.Text.Json;
using Obs.Insights;
using Obs.TestSupport;
using Shop.Traffic;

namespace Obs.EndToEnd.Tests.Recipes;

/// <summary>What the services of the shop wrote while visitors were there and a new version of the storefront was rolled out.</summary>
/// <remarks>The framework's own entries are on: they tell of outgoing calls and SQL commands, and in the one service that has no access log
/// of requests.</remarks>
public sealed class ShopLog : IAsyncLifetime
{
    // What five seconds hold. Counted: on a busy machine they would hold little of it.
    private const int Requests = 300;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-recipes-");
    private readonly List<ShopService> _services = [];

    /// <summary>Every entry, read without our engine.</summary>
    internal IReadOnlyList<Entry> Entries { get; private set; } = [];

    /// <summary>The same lines for queries to read.</summary>
    internal IReadOnlyList<LogEvent> Events { get; private set; } = [];

    public async Task InitializeAsync()
    {
        using var http = new HttpClient();
        try
        {
            ShopService inventory = await StartAsync(
                "inventory", "inventory", "1.0.0", ("Observability__AccessLog__Enabled", "false"));
            ShopService payments = await StartAsync("payments", "payments", "1.0.0");
            foreach (string version in (string[])["1.0.0", "1.1.0"])
            {
                ShopService storefront = await StartAsync(
                    $"storefront-{version}", "storefront", version,
                    ("Shop__Inventory", inventory.Address.AbsoluteUri), ("Shop__Payments", payments.Address.AbsoluteUri));
                await VisitAsync(http, storefront.Address, version);
                await storefront.DisposeAsync();
            }
        }
        finally
        {
            await StopAsync();
        }

        Events = [.. _services.SelectMany(EventsOf)];
        Entries = [.. Events.Select(static e => new Entry(JsonDocument.Parse(e.Message).RootElement))];
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private static async Task VisitAsync(HttpClient http, Uri storefront, string version)
    {
        using var end = new CancellationTokenSource();
        var options = new TrafficOptions { Storefront = storefront, Rate = 60 };
        var times = new ResponseTimes(options.VisitorInterval);
        var ledger = new TrafficLedger();
        Task traffic = new TrafficGenerator(http, options, ledger, times, TimeProvider.System).RunAsync(end.Token);
        await Eventually.GetAsync(() => Task.FromResult(ledger.Ended), static ended => ended >= Requests, Patience.Limit * 2);
        await end.CancelAsync();
        await traffic;
        await new ShopVisits(http, storefront).MakeAsync($"visitor-{version}");
    }

    private static IEnumerable<LogEvent> EventsOf(ShopService service) => service.Lines.Select(line =>
    {
        using var json = JsonDocument.Parse(line.Line);
        return new LogEvent(json.RootElement.GetProperty("timestamp").GetDateTimeOffset(), line.Line)
        {
            LogStream = service.Stream,
            Log = $"123456789012:/shop/{service.Stream}",
            IngestionTime = line.Read,
        };
    });

    private async Task<ShopService> StartAsync(string stream, string service, string version, params (string Key, string Value)[] more)
    {
        string title = $"{char.ToUpperInvariant(service[0])}{service[1..]}";
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Shop__Supervised"] = "true",
            [$"ConnectionStrings__{title}"] = $"Data Source={Path.Combine(_folder.FullName, service + ".db")}",
            ["Logging__LogLevel__Microsoft"] = "Information",
            ["Logging__LogLevel__System.Net.Http.HttpClient"] = "Information",
            ["Observability__ServiceName"] = service,
            ["Observability__Environment"] = "test",
            ["Observability__Version"] = version,
            ["AWS_XRAY_DAEMON_ADDRESS"] = "127.0.0.1:1", // Nobody listens: these tests read the log only.
            ["AWS_ENDPOINT_URL_CLOUDWATCH"] = "http://127.0.0.1:1",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
        };
        foreach ((string key, string value) in more)
        {
            settings[key] = value;
        }

        ShopService started = await ShopService.StartAsync(stream, $"Shop.{title}", settings);
        _services.Add(started);
        return started;
    }

    private async Task StopAsync()
    {
        foreach (ShopService service in _services)
        {
            await service.DisposeAsync();
        }
    }
}
