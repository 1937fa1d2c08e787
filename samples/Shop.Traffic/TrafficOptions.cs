namespace Shop.Traffic;

/// <summary>How the traffic generator behaves.</summary>
public sealed class TrafficOptions
{
    /// <summary>Where the storefront listens.</summary>
    public required Uri Storefront { get; init; }

    /// <summary>Requests per second over all visitors, above 0. The default is 20.</summary>
    public double Rate { get; init; } = 20;

    /// <summary>Visitors at the same time, 1 or more. The default is 8.</summary>
    public int Visitors { get; init; } = 8;

    /// <summary>The time between two requests of one visitor while every answer comes at once.</summary>
    public TimeSpan VisitorInterval => TimeSpan.FromSeconds(Visitors / Rate);

    /// <summary>Decides every journey. The default is 1.</summary>
    public int Seed { get; init; } = 1;
}
