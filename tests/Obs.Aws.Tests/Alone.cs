namespace Obs.Aws.Tests;

/// <summary>Tests that hear everything in this process, and so must be the only ones in it that do anything.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
