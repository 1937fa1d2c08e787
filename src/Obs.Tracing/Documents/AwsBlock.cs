using Obs.Secrets;

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
        Write(json, "id_2"u8, tags.AwsExtendedId);
        Write(json, "table_name"u8, tags.AwsTable);
        Write(json, "queue_url"u8, tags.AwsQueue);
        Write(json, "topic_arn"u8, tags.AwsTopic);
        Write(json, "bucket_name"u8, tags.AwsBucket);
        Write(json, "key"u8, tags.AwsKey);
        Write(json, "function_name"u8, tags.AwsFunction);
        if (tags.Retries is { } retries)
        {
            json.Name("retries"u8);
            json.Value(retries);
        }

        json.EndObject();
    }

    private static void Write(JsonBuffer json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.Name(name);
            json.Value(SecretText.Masked(value), XRayLimits.String);
        }
    }
}
