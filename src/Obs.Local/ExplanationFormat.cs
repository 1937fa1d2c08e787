namespace Obs.Local;

/// <summary>How an explanation is written down.</summary>
public enum ExplanationFormat
{
    /// <summary>Sentences and tables for a terminal.</summary>
    Text,

    /// <summary>What the page reads.</summary>
    Json,
}
