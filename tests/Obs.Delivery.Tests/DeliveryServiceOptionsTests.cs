using Microsoft.Extensions.Options;

namespace Obs.Delivery.Tests;

public sealed class DeliveryServiceOptionsTests
{
    [Fact]
    public void All_mistakes_are_named_at_once_with_key_range_and_value()
    {
        var options = new DeliveryServiceOptions { SpoolPath = "spool", SpoolBytes = 5, SpoolWait = TimeSpan.FromSeconds(2) };

        ValidateOptionsResult result = new DeliveryServiceOptionsValidator().Validate(null, options);

        result.Failures.Should().Equal(
            "Property Observability:Delivery:SpoolPath: must be an absolute path; found \"spool\".",
            "Property Observability:Delivery:SpoolBytes: must be 1048576 to 1099511627776 bytes; found 5.",
            "Property Observability:Delivery:SpoolWait: must be 00:00:00 to 00:00:01; found 00:00:02.");
    }

    [Fact]
    public void The_settings_of_the_spool_reach_the_queue_only_with_a_path()
    {
        var with = new DeliveryOptions();
        var without = new DeliveryOptions();

        new DeliveryServiceOptions { SpoolPath = "/spool", SpoolBytes = 2_000_000, SpoolWait = TimeSpan.FromMilliseconds(50) }
            .ApplyTo(with, "shop", "logs");
        new DeliveryServiceOptions { SpoolBytes = 2_000_000, SpoolWait = TimeSpan.FromMilliseconds(50) }.ApplyTo(without, "shop", "logs");

        (with.SpoolPath, with.SpoolBytes, with.SpoolWait).Should().Be(("/spool/shop/logs", 2_000_000, TimeSpan.FromMilliseconds(50)));
        without.SpoolPath.Should().BeNull();
    }
}
