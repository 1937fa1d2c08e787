using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Obs.Local;

namespace Obs.OpenTelemetry.Tests;

/// <summary>From a recorded activity to a receiver, over a real connection.</summary>
[Collection(OneEnvironment.Name)]
public sealed class LaneTests
{
    [Fact]
    public async Task What_is_recorded_arrives_as_one_compressed_request_of_protobuf()
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using Service service = await Service.StartAsync(
            ("Observability:OpenTelemetry:Endpoint", receiver.Url + "/v1/traces"),
            ("Observability:OpenTelemetry:Headers:x-key", "secret"));

        using (Activity order = service.Source.StartActivity("order")!)
        {
            order.SetTag("annotation.size", 3);
            service.Source.StartActivity("pack")?.Dispose();
        }

        await service.StopAsync();

        ReceivedRequest request = receiver.Requests.Should().ContainSingle().Which;
        request.Path.Should().Be("/v1/traces");
        request.Headers.Should().Contain(
            "Content-Type",
            "application/x-protobuf").And.Contain("Content-Encoding", "gzip").And.Contain("x-key", "secret");
        request.Headers.Should().NotContainKeys("Authorization", "traceparent", "X-Amzn-Trace-Id");
        request.Text.Should().Contain("order").And.Contain("pack").And.Contain("annotation.size").And.Contain("books");
        (service.Account.Accepted, service.Account.Delivered).Should().Be((2, 2));
    }

    [Fact]
    public async Task What_the_sampling_left_out_is_not_exported()
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using Service service = await Service.StartAsync(
            ("Observability:OpenTelemetry:Endpoint", receiver.Url),
            ("Observability:Tracing:Sampling:ReservoirPerSecond", "0"),
            ("Observability:Tracing:Sampling:FixedRate", "0"));

        service.Source.StartActivity("order")?.Dispose();
        await service.StopAsync();

        receiver.Requests.Should().BeEmpty();
        service.Account.Accepted.Should().Be(0);
    }

    [Fact]
    public async Task Nothing_but_the_recorder_listens()
    {
        await using Service service = await Service.StartAsync(("Observability:OpenTelemetry:Endpoint", "http://127.0.0.1:1"));
        using var other = new ActivitySource("Nobody's");

        other.HasListeners().Should().BeFalse();
    }

    [Fact]
    public async Task The_message_of_an_exception_stays_and_what_a_database_quotes_does_not()
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using Service service = await Service.StartAsync(("Observability:OpenTelemetry:Endpoint", receiver.Url));

        using (Activity order = service.Source.StartActivity("order")!)
        {
            order.AddException(new InvalidOperationException("out of stock"));
            using Activity insert = service.Source.StartActivity("insert")!;
            insert.AddException(new QuotingException("duplicate key bob@example.com"));
        }

        await service.StopAsync();

        receiver.Requests.Single().Text.Should()
            .Contain("out of stock").And.Contain(nameof(QuotingException)).And.NotContain("bob@example.com");
    }

    [Fact]
    public async Task The_local_backend_stores_as_many_as_were_delivered()
    {
        await using var backend = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0, Store = ":memory:" });
        await backend.StartAsync();
        await using Service service = await Service.StartAsync(
            ("Observability:OpenTelemetry:Endpoint", backend.HttpAddress + "v1/traces"),
            ("Observability:OpenTelemetry:Sign", "true"),
            ("Observability:Tracing:Sampling:FixedRate", "1"));

        for (int i = 0; i < 20; i++)
        {
            using Activity? order = service.Source.StartActivity("order");
            service.Source.StartActivity("pack")?.Dispose();
        }

        await service.StopAsync();

        ObsLocalSignalStatus traces = backend.GetStatus().Signals.Single(static signal => signal.Signal == "traces");
        (traces.Accepted, traces.Stored).Should().Be((service.Account.Delivered, service.Account.Delivered));
        service.Account.ToString().Should().Be("traces: accepted 40 = delivered 40 + dropped 0 + buffered 0");
        using var http = new HttpClient { BaseAddress = backend.HttpAddress };
        using JsonDocument found = JsonDocument.Parse(await http.GetStringAsync(new Uri("api/local/traces?limit=50", UriKind.Relative)));
        found.RootElement.GetProperty("traces").EnumerateArray().Should().NotBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_that_is_none_stops_the_start()
    {
        Func<Task> start = static async () =>
        {
            await using Service service = await Service.StartAsync(("Observability:OpenTelemetry:Endpoint", "collector:4317"));
        };

        (await start.Should().ThrowAsync<OptionsValidationException>())
            .WithMessage("*Observability:OpenTelemetry:Endpoint: must be an absolute http or https URL; found \"collector:4317\".*");
    }

    private sealed class QuotingException(string message) : System.Data.Common.DbException(message);
}
