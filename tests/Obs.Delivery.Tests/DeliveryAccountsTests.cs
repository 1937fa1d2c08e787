using System.Diagnostics.Metrics;
using Obs.Delivery.Tests.Support;

namespace Obs.Delivery.Tests;

public sealed class DeliveryAccountsTests
{
    [Fact]
    public async Task Queues_of_one_signal_are_added_up_and_signals_stay_apart()
    {
        using var accounts = new DeliveryAccounts();
        await using DeliveryQueue one = Create("logs", accounts);
        await using DeliveryQueue two = Create("logs", accounts);
        await using DeliveryQueue other = Create("traces", accounts);

        one.TryEnqueue("a");
        one.Drop("invalid", 2);
        two.EnqueueAll(["b", "c"]);
        two.Drop("invalid");
        await Task.WhenAll(one.FlushAsync(), two.FlushAsync());

        accounts.Read().Select(static a => a.ToString()).Should().Equal(
            "logs: accepted 6 = delivered 3 + dropped 3 (invalid 3) + buffered 0",
            "traces: accepted 0 = delivered 0 + dropped 0 + buffered 0");
    }

    [Fact]
    public async Task The_meter_says_the_same_in_numbers()
    {
        // A word of its own: the listener hears the meters of every test in this process.
        const string signal = "told-by-the-meter";
        using var accounts = new DeliveryAccounts();
        await using DeliveryQueue queue = Create(signal, accounts);
        queue.EnqueueAll(["a", "b"]);
        queue.Drop("invalid");
        await queue.FlushAsync();
        var measured = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == DeliveryAccounts.MeterName)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags[0].Value as string == signal)
            {
                measured[instrument.Name + (tags.Length > 1 ? $" {tags[1].Value}" : "")] = value;
            }
        });

        listener.Start();
        listener.RecordObservableInstruments();

        measured.Should().Equal(new Dictionary<string, long>
        {
            ["obs.self.accepted"] = 3,
            ["obs.self.delivered"] = 2,
            ["obs.self.dropped invalid"] = 1,
            ["obs.self.buffered"] = 0,
            ["obs.self.buffered_bytes"] = 0,
        });
    }

    private static DeliveryQueue Create(string signal, DeliveryAccounts accounts) =>
        new(signal, new CollectingSender(), new DeliveryOptions(), TimeProvider.System, accounts);
}
