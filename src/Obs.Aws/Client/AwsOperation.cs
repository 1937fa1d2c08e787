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

    public required AwsService Service { get; init; }

    public required string Name { get; init; }

    /// <summary>The service takes gzip. The SDK compresses from 10,240 bytes, or as its own configuration says.</summary>
    public bool IsCompressed { get; init; }
}
