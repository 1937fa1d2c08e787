using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Obs.Metrics;
using Shop.Hosting;

namespace Shop.Tests;

public sealed class LatencyWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 0, TimeSpan.Zero);
    private static readonly ActivityTraceId Slowest = ActivityTraceId.CreateRandom();

    private readonly WrittenEntries _entries = new();

    [Fact]
    public void An_operation_slower_than_allowed_is_named_with_a_trace_and_the_others_are_not()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Shop:LatencyLimit", "00:00:00.200")]).Build();

        new LatencyWatch(configuration, _entries).OnWindowClosed(Window(("/slow", 0.3), ("/fast", 0.1)));

        _entries.Messages.Should().ContainSingle().Which.Should().Contain("GET /slow is slow: p99 ").And.Contain(Slowest.ToHexString());
    }

    [Fact]
    public void A_second_is_allowed_where_nothing_is_configured()
    {
        new LatencyWatch(new ConfigurationBuilder().Build(), _entries).OnWindowClosed(Window(("/slow", 0.9), ("/slower", 1.2)));

        _entries.Messages.Should().ContainSingle().Which.Should().Contain("GET /slower ");
    }

    private static MetricWindow Window(params (string Route, double Seconds)[] operations) => new(
        Start, Start.AddSeconds(10), [.. operations.Select(static operation => Request(operation.Route, operation.Seconds))]);

    private static MetricSeries Request(string route, double seconds) => new(
        "Microsoft.AspNetCore.Hosting", "http.server.request.duration", "s", InstrumentKind.Histogram,
        [new("http.request.method", "GET"), new("http.route", route), new("http.response.status_code", "200")])
    {
        Count = 1,
        Sum = seconds,
        Min = seconds,
        Max = seconds,
        Histogram = HistogramSnapshot.FromValues([seconds]),
        Exemplars = [new Exemplar(seconds, Start, Slowest, ActivitySpanId.CreateRandom())],
    };

    private sealed class WrittenEntries : ILogger<LatencyWatch>
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Add(formatter(state, exception));
    }
}
