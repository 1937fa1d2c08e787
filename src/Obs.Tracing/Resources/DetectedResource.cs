namespace Obs.Tracing;

/// <summary>What has been found out about where this process runs, in the words of OpenTelemetry's conventions for resources
/// (<c>cloud.platform</c>, <c>host.id</c>, <c>aws.ecs.task.arn</c> …), for senders that do not take X-Ray documents.</summary>
/// <remarks>A service of the container wherever tracing is. Thread safety: any thread.</remarks>
public sealed class DetectedResource
{
    private IReadOnlyList<KeyValuePair<string, object>> _attributes = [];

    internal DetectedResource()
    {
    }

    /// <summary>Names and values, each a string, a number or an array of strings; none until something is found, shortly after the
    /// start. The same list until more is known.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Attributes => Volatile.Read(ref _attributes);

    internal void Use(AwsResource resource) => Volatile.Write(ref _attributes, ResourceAttributes.Of(resource));
}
