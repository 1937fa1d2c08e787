namespace Worker.Tests;

/// <summary>One at a time: <c>XRayRecorder</c> is static in form, and goes to the tracing that has been in the process longest.</summary>
[CollectionDefinition(Name)]
public sealed class OneProcess
{
    public const string Name = "One process";
}
