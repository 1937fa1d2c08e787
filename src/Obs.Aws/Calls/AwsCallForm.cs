namespace Obs.Aws.Calls;

/// <summary>What of a property is shown.</summary>
internal enum AwsCallForm
{
    /// <summary>The value itself.</summary>
    Value,

    /// <summary>The keys of a map, whose values are the application's data.</summary>
    Keys,

    /// <summary>How many items a list has.</summary>
    Count,

    /// <summary>The tables that the items of a transaction name.</summary>
    Tables,
}
