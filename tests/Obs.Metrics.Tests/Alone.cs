namespace Obs.Metrics.Tests;

/// <summary>Tests that take what the whole process shares, and so must be the only ones in it that do anything.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
