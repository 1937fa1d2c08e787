namespace Obs.Cli.Doctor;

/// <summary>How a check ended.</summary>
internal enum CheckStatus
{
    /// <summary>As it should be.</summary>
    Passed,

    /// <summary>There was nothing to look at; the reason says what was missing.</summary>
    Skipped,

    /// <summary>It works, and not as people expect.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Failed,
}
