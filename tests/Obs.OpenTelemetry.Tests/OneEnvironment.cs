namespace Obs.OpenTelemetry.Tests;

/// <summary>Tests that change the environment, which others would read.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneEnvironment
{
    public const string Name = "environment";
}
