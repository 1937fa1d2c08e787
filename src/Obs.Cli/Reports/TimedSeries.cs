namespace Obs.Cli.Reports;

/// <summary>One number for each step of time; NaN where the step has none.</summary>
internal sealed record TimedSeries(string Name, bool IsBusiness, double[] Values)
{
    /// <summary>Whether it says how often something was asked for.</summary>
    public bool IsRate { get; init; }
}
