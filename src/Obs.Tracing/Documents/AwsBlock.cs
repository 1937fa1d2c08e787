namespace Obs.Tracing;

/// <summary>Writes the <c>aws</c> block of a call to an AWS service.</summary>
internal static class AwsBlock
{
    public static void Write(JsonBuffer json, in SegmentTags tags)
    {
        json.StartObject("aws"u8);
        Write(json, "operation"u8, tags.RpcMethod);
        Write(json, "region"u8, tags.AwsRegion);
        Write(json, "request_id"u8, tags.AwsRequestId);
        json.EndObject();
    }

    private static void Write(JsonBuffer json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.Name(name);
            json.Value(value, XRayLimits.String);
        }
    }
}
