using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Obs.Aws.Tests.Client;

/// <summary>Our own calls appear in nobody's traces and metrics.</summary>
[Collection(Alone.Name)]
public sealed class SelfSilenceTests
{
    [Fact]
    public async Task A_call_starts_no_activity_and_carries_no_trace_header()
    {
        using var source = new ActivitySource("Obs.Aws.Tests.SelfSilence");
        var started = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity =>
            {
                // The test server, on the other end of the call, has an activity of its own; opening a connection is told only to those
                // who ask for it by the word Experimental.
                string name = activity.Source.Name;
                if (name != "Microsoft.AspNetCore" && !name.StartsWith("Experimental.", StringComparison.Ordinal))
                {
                    started.Add(name);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using ConnectedClient client = await ConnectedClient.StartAsync();
        using Activity? request = source.StartActivity("request of the application");

        await client.PutMetricDataAsync("{}");

        started.Should().Equal("Obs.Aws.Tests.SelfSilence");
        client.Endpoint.Requests.Single().Headers.Keys.Should().NotContain(["traceparent", "tracestate", "X-Amzn-Trace-Id", "Request-Id"]);
    }

    [Fact]
    public async Task A_call_is_not_measured_as_one_of_the_application()
    {
        var measured = new ConcurrentQueue<(string Instrument, object? Port)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "System.Net.Http")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Enqueue((instrument.Name, PortOf(tags))));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => measured.Enqueue((instrument.Name, PortOf(tags))));
        listener.Start();
        await using ConnectedClient client = await ConnectedClient.StartAsync();

        await client.PutMetricDataAsync("{}");

        // A connection that a test before this one left open may be closed, and that be measured, at any time.
        int port = new Uri(client.Endpoint.Url).Port;
        measured.Where(one => one.Port is null || one.Port.Equals(port)).Should().BeEmpty();

        static object? PortOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Key == "server.port")
                {
                    return tag.Value;
                }
            }

            return null;
        }
    }
}
