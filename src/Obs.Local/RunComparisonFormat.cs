namespace Obs.Local;

/// <summary>How two runs are set side by side.</summary>
public enum RunComparisonFormat
{
    /// <summary>A table for people.</summary>
    Text,

    /// <summary>JSON, as <c>/api/local/runs/compare</c> gives it.</summary>
    Json,
}
