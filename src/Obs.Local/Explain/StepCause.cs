namespace Obs.Local.Explain;

/// <summary>Why a step takes longer in the slow traces.</summary>
internal enum StepCause
{
    /// <summary>Each call takes longer.</summary>
    Slower,

    /// <summary>It is called more often, and not because calls failed.</summary>
    Repeated,

    /// <summary>Calls failed and were made again.</summary>
    Retried,

    /// <summary>The typical traces do not have it.</summary>
    OnlySlow,
}
