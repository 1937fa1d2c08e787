namespace Obs.Insights.Tests;

/// <summary>Tests that measure what the process takes run alone: another test would add to it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
