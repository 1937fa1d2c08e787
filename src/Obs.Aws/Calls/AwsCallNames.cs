namespace Obs.Aws.Calls;

/// <summary>Names services as the X-Ray SDK for .NET does, so that nodes of a map, groups and filters stay what they were:
/// <c>DynamoDBv2</c>, <c>S3</c>, <c>SimpleNotificationService</c>.</summary>
internal static class AwsCallNames
{
    private const string Vendor = "Amazon";

    /// <param name="service">What the AWS SDK calls it: <c>Amazon.DynamoDBv2</c>, <c>AmazonS3</c>.</param>
    public static string? Of(string? service)
    {
        string name = service?.StartsWith(Vendor, StringComparison.Ordinal) == true ? service[Vendor.Length..] : service ?? "";
        name = name.StartsWith('.') ? name[1..] : name;
        return name.Length > 0 ? name : null;
    }
}
