namespace Obs.OpenTelemetry.Tests;

/// <summary>Tests that change the environment, which others would read, or listen to the activities of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneEnvironment
{
    public const string Name = "environment";
}
