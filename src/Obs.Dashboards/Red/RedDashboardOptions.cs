namespace Obs.Dashboards;

/// <summary>What a RED dashboard should know beside the catalogue of the service.</summary>
public sealed class RedDashboardOptions
{
    /// <summary>The region of metrics and logs. The default is <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The account of the alarms, 12 digits. The default is <c>000000000000</c>, which the Terraform module replaces.</summary>
    public string AccountId { get; set; } = "000000000000";

    /// <summary>The environment shown at first; the first one in the catalogue when null.</summary>
    public string? Environment { get; set; }

    /// <summary>What the service promises.</summary>
    public ServiceObjective Objective { get; set; } = new();

    /// <summary>Who to ask; not mentioned when null.</summary>
    public string? Owner { get; set; }

    /// <summary>Where the runbook is; not mentioned when null.</summary>
    public Uri? Runbook { get; set; }

    /// <summary>Alarms of the strip, by name; those of <see cref="BurnRateAlarms"/> and <see cref="HealthAlarms"/> for this service when
    /// null.</summary>
    public IReadOnlyList<string>? AlarmNames { get; set; }

    /// <summary>Deployments and other moments to mark on every graph of rate, errors and duration.</summary>
    public IReadOnlyList<(DateTimeOffset Time, string Label)> Marks { get; set; } = [];
}
