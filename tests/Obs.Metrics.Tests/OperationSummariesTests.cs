using System.Diagnostics;

namespace Obs.Metrics.Tests;

public sealed class OperationSummariesTests
{
    private static readonly DateTimeOffset Began = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Outcomes_of_one_operation_are_told_apart_and_added_up()
    {
        OperationSummary operation = OperationSummaries.Served(Window(
            Request("GET", "/products/{id}", "200", null, 0.010, 0.020),
            Request("GET", "/products/{id}", "404", null, 0.001),
            Request("GET", "/products/{id}", "429", null, 0.001),
            Request("GET", "/products/{id}", "500", "System.Exception", 2.0),
            Request("GET", "/products/{id}", "200", "System.IO.IOException", 1.0),
            Request("GET", "/products/{id}", "400", "BadHttpRequestException", 0.001))).Should().ContainSingle().Subject;

        operation.Operation.Should().Be("GET /products/{id}");
        (operation.Count, operation.Errors, operation.Throttles, operation.Faults).Should().Be((7, 3, 1, 2));
        (operation.Latency.Count, operation.Latency.Max).Should().Be((7, 2.0));
    }

    [Theory]
    [InlineData("GET", "/products/{id}", "GET /products/{id}")]
    [InlineData("POST", "api/orders", "POST /api/orders")]
    [InlineData("GET", "", "GET /")]
    [InlineData("GET", null, "GET unmatched")]
    [InlineData("_OTHER", null, "_OTHER unmatched")]
    [InlineData(null, null, "_OTHER unmatched")]
    public void An_operation_is_named_by_method_and_template(string? method, string? route, string expected) =>
        OperationSummaries.Served(Window(Request(method, route, "200", null, 1))).Single().Operation.Should().Be(expected);

    [Fact]
    public void The_total_has_the_percentiles_of_all_requests()
    {
        IReadOnlyList<OperationSummary> operations = OperationSummaries.Served(Window(
            Request("GET", "/fast", "200", null, [.. Enumerable.Repeat(0.001, 98)]),
            Request("GET", "/slow", "503", null, 9, 9)));

        OperationSummary total = OperationSummaries.Total("*", operations);

        (total.Count, total.Faults).Should().Be((100, 2));
        total.Latency.ValueAtPercentile(98).Should().BeApproximately(0.001, 0.000005);
        total.Latency.ValueAtPercentile(99).Should().Be(9);
    }

    [Fact]
    public void What_was_called_is_named_by_method_and_host()
    {
        var series = new MetricSeries(
            "System.Net.Http",
            "http.client.request.duration",
            "s",
            InstrumentKind.Histogram,
            [new("http.request.method", "GET"), new("server.address", "inventory"), new("error.type", "connection_error")])
        {
            Count = 1,
            Histogram = HistogramSnapshot.FromValues([0.5]),
        };

        OperationSummary called = OperationSummaries.Called(Window(series)).Should().ContainSingle().Subject;

        (called.Operation, called.Faults).Should().Be(("GET inventory", 1));
    }

    [Theory]
    [InlineData("shop", "db.internal", "SELECT", "SELECT shop@db.internal")]
    [InlineData("shop", null, "SELECT", "SELECT shop")]
    [InlineData(null, "db.internal", null, "postgresql db.internal")]
    [InlineData(null, null, null, "postgresql unknown")]
    public void A_database_is_a_dependency_by_operation_and_remote_name(string? database, string? host, string? operation, string expected)
    {
        KeyValuePair<string, string?>[] all =
        [
            new("db.system.name", "postgresql"), new("db.namespace", database), new("server.address", host),
            new("db.operation.name", operation),
        ];
        var series = new MetricSeries(
            "Npgsql",
            "db.client.operation.duration",
            "s",
            InstrumentKind.Histogram,
            [.. all.Where(static d => d.Value is not null).Select(static d => KeyValuePair.Create(d.Key, d.Value!))])
        {
            Count = 1,
            Histogram = HistogramSnapshot.FromValues([0.5]),
        };

        OperationSummaries.Called(Window(series)).Should().ContainSingle().Which.Operation.Should().Be(expected);
    }

    [Fact]
    public void Exemplars_lead_to_the_slowest_to_what_failed_and_to_what_is_typical()
    {
        MetricSeries sound = WithExemplars("200", [9, 8, 7, 6, 5, 3, 2.1, 1.9, 0.1]);
        MetricSeries failed = WithExemplars("500", [0.002, 0.001]);

        OperationSummary operation = OperationSummaries.Served(Window(sound, failed)).Single();

        operation.Exemplars.Select(static e => e.Value).Should().Equal(9, 8, 7, 6, 2.1, 1.9, 0.002, 0.001);
        OperationSummaries.Total("*", [operation]).Exemplars.Select(static e => e.Value).Should().Contain([9, 0.002]);
    }

    private static MetricSeries WithExemplars(string status, double[] seconds)
    {
        MetricSeries request = Request("GET", "/", status, null, [.. Enumerable.Repeat(2.0, 1_000), .. seconds]);
        return new MetricSeries(request.Identity)
        {
            Count = request.Count,
            Histogram = request.Histogram,
            Exemplars =
            [
                .. seconds.Select(static s => new Exemplar(s, Began, ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom())),
            ],
        };
    }

    private static MetricWindow Window(params MetricSeries[] series) => new(Began, Began.AddSeconds(10), series);

    private static MetricSeries Request(string? method, string? route, string status, string? error, params double[] seconds)
    {
        KeyValuePair<string, string?>[] all =
        [
            new("http.request.method", method), new("http.route", route), new("http.response.status_code", status),
            new("error.type", error),
        ];
        var histogram = HistogramSnapshot.FromValues(seconds);
        return new MetricSeries(
            "Microsoft.AspNetCore.Hosting",
            "http.server.request.duration",
            "s",
            InstrumentKind.Histogram,
            [.. all.Where(static d => d.Value is not null).Select(static d => KeyValuePair.Create(d.Key, d.Value!))])
        {
            Count = histogram.Count,
            Histogram = histogram,
        };
    }
}
