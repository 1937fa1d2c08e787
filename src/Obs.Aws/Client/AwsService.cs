namespace Obs.Aws.Client;

/// <summary>What tells one AWS service from another on the wire.</summary>
internal sealed class AwsService
{
    /// <summary>CloudWatch in its AWS JSON 1.0 dialect, the one that current clients speak by default.</summary>
    public static readonly AwsService CloudWatch = new()
    {
        Id = "CloudWatch",
        SigningName = "monitoring",
        EndpointPrefix = "monitoring",
        Version = "2010-08-01",
        TargetPrefix = "GraniteServiceVersion20100801",
        ContentType = "application/x-amz-json-1.0",
        IsQueryCompatible = true,
    };

    /// <summary>The name by which the SDK's configuration knows the service: <c>AWS_ENDPOINT_URL_{Id}</c>.</summary>
    public required string Id { get; init; }

    public required string SigningName { get; init; }

    public required string EndpointPrefix { get; init; }

    public required string Version { get; init; }

    public required string TargetPrefix { get; init; }

    public required string ContentType { get; init; }

    /// <summary>The service was once an AWS query service and still answers errors with its old codes when it is asked to.</summary>
    public bool IsQueryCompatible { get; init; }
}
