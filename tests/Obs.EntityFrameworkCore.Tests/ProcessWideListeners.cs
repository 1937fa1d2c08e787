namespace Obs.EntityFrameworkCore.Tests;

/// <summary>Tests that depend on who listens in the process: one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWideListeners
{
    public const string Name = "Process-wide listeners";
}
