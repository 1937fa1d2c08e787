namespace Obs.Dashboards;

/// <summary>What a service promises: the share of requests without a fault, and the share that is fast enough, over 30 days.</summary>
public sealed class ServiceObjective
{
    /// <summary>Percent of requests that end without a fault (5xx), above 0 and below 100. The default is 99.9.</summary>
    public double AvailabilityPercent { get; set; } = 99.9;

    /// <summary>Milliseconds within which a request is fast enough, above 0. The default is 300.</summary>
    public double LatencyMilliseconds { get; set; } = 300;

    /// <summary>Percent of requests that are fast enough, above 0 and below 100. The default is 99.</summary>
    public double LatencyPercent { get; set; } = 99;

    internal double AvailabilityBudget => Budget(AvailabilityPercent);

    internal double LatencyBudget => Budget(LatencyPercent);

    internal void Validate()
    {
        Require(AvailabilityPercent is > 0 and < 100, nameof(AvailabilityPercent), AvailabilityPercent, "above 0 and below 100");
        Require(LatencyPercent is > 0 and < 100, nameof(LatencyPercent), LatencyPercent, "above 0 and below 100");
        Require(LatencyMilliseconds > 0 && double.IsFinite(LatencyMilliseconds), nameof(LatencyMilliseconds), LatencyMilliseconds,
            "above 0");
    }

    // 100 - 99.9 is 0.09999999999999432 in binary; twelve digits are more than anybody promises.
    private static double Budget(double percent) => Math.Round((100 - percent) / 100, 12);

    private static void Require(bool isValid, string name, double value, string range)
    {
        if (!isValid)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
        }
    }
}
