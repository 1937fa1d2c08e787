namespace Obs.Local.Aws;

/// <summary>One operation of a service: reads its input, does it, and gives its output.</summary>
internal delegate Task<WireNode> AwsOperation(WireNode input, CancellationToken cancellationToken);
