namespace Obs.Aws.Client;

/// <summary>What is to be done with the records of a failed call.</summary>
internal enum CallOutcome
{
    /// <summary>The same records may be taken later.</summary>
    Retry,

    /// <summary>At least one record among several is invalid.</summary>
    Split,

    /// <summary>The record will never be taken.</summary>
    Drop,
}
