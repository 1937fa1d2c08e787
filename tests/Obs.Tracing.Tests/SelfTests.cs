using System.Diagnostics.Metrics;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests;

/// <summary>What tracing says about itself, and what it keeps out of the application's own numbers.</summary>
[Collection(Recording.Alone.Name)]
public sealed class SelfTests
{
    [Fact]
    public void Failures_of_ours_are_counted_on_our_own_meter()
    {
        using var recording = new RecordedService();
        using var instruments = new SelfInstruments(recording.Statistics);
        recording.Recorder.CountHookFailure("test", new InvalidOperationException());
        recording.Recorder.CountHookFailure("test", null!);
        recording.Recorder.CountRefusedHeader();
        recording.Recorder.CountRefusedHeader();
        recording.Statistics.CountPredicateFailure();

        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Obs.Self")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            tags.ToArray().Should().Contain(new KeyValuePair<string, object?>("signal", "traces"));
            seen[instrument.Name] = seen.GetValueOrDefault(instrument.Name) + value;
        });
        listener.Start();
        listener.RecordObservableInstruments();

        seen["obs.self.hook_failures"].Should().Be(1);
        seen["obs.self.refused_headers"].Should().Be(2);
        seen["obs.self.condition_failures"].Should().Be(1);
    }

    [Fact]
    public async Task Our_questions_to_the_daemon_are_not_measured_as_calls_of_the_application()
    {
        using var daemon = new FakeHttp(static _ => FakeDaemon.Recorded("45-sampling-GetSamplingRules.response.json"));
        var measured = new List<string>();
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
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        listener.Start();
        using var sampling = new SamplingDaemon(new DaemonAddress("127.0.0.1", daemon.Port), Patience.Limit);

        (await new SamplingCalls(sampling).GetRulesAsync(CancellationToken.None)).Should().NotBeEmpty();

        measured.Should().BeEmpty();

        void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Key == "server.port" && Equals(tag.Value, daemon.Port))
                {
                    measured.Add(instrument.Name);
                }
            }
        }
    }
}
