namespace Obs.Insights;

/// <summary>What the linter looks for.</summary>
public enum LintRule
{
    /// <summary>A field that no known log line carries, or a name that is not a column of the <c>stats</c> before.</summary>
    UnknownField,

    /// <summary>A numeric aggregate of a field that is known to hold text.</summary>
    NumberFromText,

    /// <summary>Events without a <c>limit</c>: up to 10,000 rows come back.</summary>
    MissingLimit,

    /// <summary>A regular expression over every event, where a <c>filter</c> could have left most of them out before.</summary>
    CostlyPattern,

    /// <summary>A form that works and is not the documented one.</summary>
    DeprecatedForm,

    /// <summary>A period beyond what the service takes in that unit: <c>bin(300s)</c> groups by one minute, not by five.</summary>
    CappedPeriod,
}
