namespace Obs.Dashboards;

/// <summary>What the alarms of a service should know beside its catalogue.</summary>
public sealed class ServiceAlarmOptions
{
    /// <summary>The environment; the first one in the catalogue when null.</summary>
    public string? Environment { get; set; }

    /// <summary>What the service promises.</summary>
    public ServiceObjective Objective { get; set; } = new();

    /// <summary>Requests in a window, at or below which its burn rate is not taken seriously, at least 0. The default is 100.</summary>
    public int MinimumRequests { get; set; } = 100;

    /// <summary>Minutes without a single request after which the service counts as dead, 1 to 1440. The default is 10.</summary>
    public int DeadManMinutes { get; set; } = 10;

    /// <summary>Business metrics that should move together: a purchase follows views. By default ProductViews and Purchases.</summary>
    public IReadOnlyList<(string Cause, string Effect)> BusinessPairs { get; set; } = [("ProductViews", "Purchases")];

    /// <summary>How much of the cause must happen, in a window without effect, before it is an anomaly, at least 1. The default is
    /// 100.</summary>
    public int MinimumCause { get; set; } = 100;

    /// <summary>ARNs of what is done when somebody must act at once.</summary>
    public IReadOnlyList<string> PageActions { get; set; } = [];

    /// <summary>ARNs of what is done when somebody must act this week.</summary>
    public IReadOnlyList<string> TicketActions { get; set; } = [];

    internal void Validate()
    {
        Objective.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(MinimumRequests);
        ArgumentOutOfRangeException.ThrowIfLessThan(DeadManMinutes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(DeadManMinutes, 1_440);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumCause, 1);
    }
}
