namespace Obs.Local.Explain;

/// <summary>What one trace did at one step.</summary>
internal sealed class StepUse
{
    /// <summary>Seconds of the trace that passed here and in nothing below: they add up to its duration.</summary>
    public double Seconds { get; set; }

    public int Calls { get; set; }

    /// <summary>Calls made again after the same one had failed.</summary>
    public int Retries { get; set; }

    /// <summary>Calls that ended in an error, a throttle or a fault.</summary>
    public int Failed { get; set; }
}
