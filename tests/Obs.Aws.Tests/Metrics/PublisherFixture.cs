using Microsoft.Extensions.Logging;
using Obs.Aws.Metrics;
using Obs.Delivery;
using Obs.Metrics;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Metrics;

/// <summary>A publisher, the windows it is given, and what arrives.</summary>
internal sealed class PublisherFixture : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly DeliveryAccounts _accounts = new();
    private readonly MetricPublisher _publisher;

    public PublisherFixture(
        Action<AwsOptions>? configure = null, TimeProvider? time = null, IBatchSender? sender = null, ILoggerFactory? loggers = null)
    {
        var options = new AwsOptions { ServiceName = "shop", Environment = "Test", PublishInterval = TimeSpan.FromSeconds(60) };
        configure?.Invoke(options);
        time ??= new ManualTimeProvider(Noon.AddHours(1)); // A stop ends with its work, not with its time.
        _publisher = new MetricPublisher(
            options, AwsIdentity.Of(options, null), sender ?? new MetricDataSender(CloudWatch, time), new DeliveryServiceOptions(), time,
            _accounts,
            CostLog.Of(loggers));
    }

    public RecordingMetricDataClient CloudWatch { get; } = new();

    public DeliveryAccount Account => _accounts.Read().Single();

    public static MetricSeries Requests(string method, string? route, int status, params double[] seconds) => new(
        "Microsoft.AspNetCore.Hosting",
        "http.server.request.duration",
        "s",
        InstrumentKind.Histogram,
        [
            new("http.request.method", method),
            .. route is null ? Array.Empty<KeyValuePair<string, string>>() : [new("http.route", route)],
            new("http.response.status_code", $"{status}"),
        ])
    {
        Count = seconds.Length,
        Sum = seconds.Sum(),
        Min = seconds.Min(),
        Max = seconds.Max(),
        Histogram = HistogramSnapshot.FromValues(seconds),
    };

    public static MetricSeries Calls(string method, string host, int status, params double[] seconds) => new(
        "System.Net.Http",
        "http.client.request.duration",
        "s",
        InstrumentKind.Histogram,
        [new("http.request.method", method), new("server.address", host), new("http.response.status_code", $"{status}")])
    {
        Count = seconds.Length,
        Sum = seconds.Sum(),
        Min = seconds.Min(),
        Max = seconds.Max(),
        Histogram = HistogramSnapshot.FromValues(seconds),
    };

    public static MetricSeries Counter(string name, double increase, params KeyValuePair<string, string>[] dimensions) =>
        new("Shop", name, "{item}", InstrumentKind.Counter, dimensions) { Count = 1, Sum = increase, Min = increase, Max = increase };

    /// <summary>Closes a window of ten seconds that begins so many seconds after noon.</summary>
    public void Close(int second, params MetricSeries[] series) =>
        _publisher.OnWindowClosed(new MetricWindow(Noon.AddSeconds(second), Noon.AddSeconds(second + 10), series));

    /// <summary>Stops the publisher, as the end of a host does.</summary>
    public ValueTask StopAsync() => _publisher.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _accounts.Dispose();
    }
}
