namespace Obs.Aws.Client;

/// <summary>One operation of an <see cref="AwsService"/>.</summary>
internal sealed class AwsOperation
{
    public static readonly AwsOperation PutMetricData = new()
    {
        Service = AwsService.CloudWatch,
        Name = "PutMetricData",
        IsCompressed = true,
    };

    public static readonly AwsOperation PutLogEvents = new() { Service = AwsService.CloudWatchLogs, Name = "PutLogEvents" };

    public static readonly AwsOperation CreateLogGroup = new() { Service = AwsService.CloudWatchLogs, Name = "CreateLogGroup" };

    public static readonly AwsOperation CreateLogStream = new() { Service = AwsService.CloudWatchLogs, Name = "CreateLogStream" };

    public static readonly AwsOperation PutTraceSegments = new()
    {
        Service = AwsService.XRay,
        Name = "PutTraceSegments",
        Path = "/TraceSegments",
    };

    public static readonly AwsOperation GetSamplingRules = new()
    {
        Service = AwsService.XRay,
        Name = "GetSamplingRules",
        Path = "/GetSamplingRules",
        IsReplyWhole = true,
    };

    public static readonly AwsOperation GetSamplingTargets = new()
    {
        Service = AwsService.XRay,
        Name = "GetSamplingTargets",
        Path = "/SamplingTargets",
        IsReplyWhole = true,
    };

    public required AwsService Service { get; init; }

    public required string Name { get; init; }

    public string Path { get; init; } = "/";

    /// <summary>The reply is what the call is made for: half of it is a failed call. What was only to be delivered is delivered either
    /// way.</summary>
    public bool IsReplyWhole { get; init; }

    /// <summary>The service takes gzip. The SDK compresses from 10,240 bytes, or as its own configuration says.</summary>
    public bool IsCompressed { get; init; }
}
