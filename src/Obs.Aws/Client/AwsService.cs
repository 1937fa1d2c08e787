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

    /// <summary>CloudWatch Logs in AWS JSON 1.1.</summary>
    public static readonly AwsService CloudWatchLogs = new()
    {
        Id = "CloudWatch Logs",
        SigningName = "logs",
        EndpointPrefix = "logs",
        Version = "2014-03-28",
        TargetPrefix = "Logs_20140328",
        ContentType = "application/x-amz-json-1.1",
    };

    /// <summary>X-Ray, whose operations have paths of their own.</summary>
    public static readonly AwsService XRay = new()
    {
        Id = "XRay",
        SigningName = "xray",
        EndpointPrefix = "xray",
        Version = "2016-04-12",
        ContentType = "application/json",
    };

    /// <summary>The name by which the SDK's configuration knows the service: <c>AWS_ENDPOINT_URL_{Id}</c>.</summary>
    public required string Id { get; init; }

    public required string SigningName { get; init; }

    public required string EndpointPrefix { get; init; }

    public required string Version { get; init; }

    /// <summary>What stands before an operation's name in <c>X-Amz-Target</c>; null for a service that tells operations apart by
    /// path.</summary>
    public string? TargetPrefix { get; init; }

    public required string ContentType { get; init; }

    /// <summary>The service was once an AWS query service and still answers errors with its old codes when it is asked to.</summary>
    public bool IsQueryCompatible { get; init; }
}
