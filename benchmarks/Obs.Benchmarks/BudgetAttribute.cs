namespace Obs.Benchmarks;

/// <summary>What a benchmark may cost. The run fails where it costs more.</summary>
/// <remarks>Bytes are exact and hold on any machine. A ratio compares with the baseline of the same run; it carries the noise of a
/// shared machine, so a budget states what is promised and not what was measured on a good day.</remarks>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BudgetAttribute : Attribute
{
    /// <summary>Allocated bytes a call at most; negative means not limited.</summary>
    public long Bytes { get; set; } = -1;

    /// <summary>Bytes a call at most beyond those of the baseline; negative means not limited.</summary>
    public long BytesOverBaseline { get; set; } = -1;

    /// <summary>Mean time over the baseline's at most; 0 means not limited.</summary>
    public double Ratio { get; set; }

    /// <summary>Time a call at most, for what is promised as such; 0 means not limited.</summary>
    public double Microseconds { get; set; }
}
