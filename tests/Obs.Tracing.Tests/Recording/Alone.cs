namespace Obs.Tracing.Tests.Recording;

/// <summary>Tests that measure memory run alone: a listener of another test would add what it takes on the same thread.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
