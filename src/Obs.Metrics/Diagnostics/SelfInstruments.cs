using System.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>Publishes what the collection lost on the meter <c>Obs.Self</c>, beside the accounts of the senders.</summary>
internal static class SelfInstruments
{
    public const string MeterName = "Obs.Self";

    public static void Create(IMeterFactory factory, CollectionAccount account)
    {
        Meter meter = factory.Create(new MeterOptions(MeterName));
        meter.CreateObservableCounter("obs.self.dropped", () => Measurements(account), "{measurement}", "Measurements lost, by reason.");
        meter.CreateObservableCounter("obs.self.dropped", () => Windows(account), "{window}", "Closed windows lost, by reason.");
        meter.CreateObservableCounter(
            "obs.self.overflowed", () => account.Overflowed, "{measurement}", "Measurements added up in an overflow series.");
        meter.CreateObservableCounter(
            "obs.self.observable_timeouts", () => account.ObservableTimeouts, "{round}", "Rounds that an observable instrument held up.");
    }

    private static Measurement<long>[] Measurements(CollectionAccount account) =>
        [Of(account.Rejected, "measurements", "rejected"), Of(account.Failed, "measurements", "failed")];

    private static Measurement<long>[] Windows(CollectionAccount account) =>
    [
        Of(account.SinkFailures, "windows", "sink_failed"),
        Of(account.SinkDrops, "windows", "sink_busy"),
        Of(account.DroppedWindows, "windows", "no_room"),
        Of(account.UnwrittenWindows, "windows", "not_written"),
    ];

    private static Measurement<long> Of(long count, string signal, string reason) =>
        new(count, new("signal", signal), new("reason", reason));
}
