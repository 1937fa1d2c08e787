namespace Obs.Dashboards;

/// <summary>Something that CloudWatch would refuse, or show as nothing or as something that is not meant. Immutable.</summary>
public sealed class DashboardFinding
{
    internal DashboardFinding(DashboardRule rule, string place, string message)
    {
        Rule = rule;
        Place = place;
        Message = message;
    }

    /// <summary>What was looked for.</summary>
    public DashboardRule Rule { get; }

    /// <summary>The path of the member concerned, as <c>$.widgets[3].properties.metrics[0]</c>.</summary>
    public string Place { get; }

    /// <summary>What was found, and what would be right.</summary>
    public string Message { get; }

    /// <summary>The same finding, in a file that holds what was checked at a place of its own.</summary>
    /// <param name="parent">That place, as <c>$[2]</c>.</param>
    public DashboardFinding Under(string parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return new(Rule, parent + Place.TrimStart('$'), Message);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Place} {Rule}: {Message}";
}
