namespace Obs.Aws.Tests;

/// <summary>Tests that change the environment, which others would read.</summary>
[CollectionDefinition(EnvironmentVariables.Collection, DisableParallelization = true)]
public sealed class OneEnvironment;
