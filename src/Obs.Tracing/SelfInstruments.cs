using System.Diagnostics.Metrics;
using Obs.Delivery;

namespace Obs.Tracing;

/// <summary>What tracing says about itself in numbers, on the meter <c>Obs.Self</c>, beside the account of its queue.</summary>
internal sealed class SelfInstruments : IDisposable
{
    private static readonly KeyValuePair<string, object?> Signal = new("signal", SegmentQueue.Signal);

    private readonly Meter _meter = new(DeliveryAccounts.MeterName);

    public SelfInstruments(SamplingStatistics statistics)
    {
        Create(
            "obs.self.hook_failures",
            () => statistics.HookFailures,
            "{exception}",
            "Exceptions inside tracing; the application did not notice.");
        Create(
            "obs.self.condition_failures",
            () => statistics.PredicateFailures,
            "{call}",
            "Conditions of the application that threw or were slow.");
        Create("obs.self.refused_headers", () => statistics.RefusedHeaders, "{header}", "Trace headers without a valid trace id.");
        _meter.CreateObservableCounter(
            "obs.self.sampling_calls_failed",
            () => statistics.FailedCalls.Select(static call => new Measurement<long>(call.Value, Reason(call.Key))),
            "{call}",
            "Questions to X-Ray about sampling without an answer, by reason.");
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);

    private void Create(string name, Func<long> read, string unit, string description) =>
        _meter.CreateObservableCounter(name, () => new Measurement<long>(read(), Signal), unit, description);
}
