using System.Collections.Frozen;
using System.Diagnostics;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>Writes the <c>aws</c> block of a call to an AWS service: the fields of the X-Ray SDK, from tags of the OpenTelemetry
/// conventions where there is one, else from tags <c>obs.aws.FIELD</c>.</summary>
internal static class AwsBlock
{
    private const string OwnPrefix = "obs.aws.";
    private const string TableNames = "aws.dynamodb.table_names";
    private const string OneTable = "table_name";

    private static readonly FrozenDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["aws.table_name"] = OneTable,
        ["aws.dynamodb.attributes_to_get"] = "attributes_to_get",
        ["aws.dynamodb.consistent_read"] = "consistent_read",
        ["aws.dynamodb.count"] = "count",
        ["aws.dynamodb.exclusive_start_table"] = "exclusive_start_table_name",
        ["aws.dynamodb.index_name"] = "index_name",
        ["aws.dynamodb.limit"] = "limit",
        ["aws.dynamodb.projection"] = "projection_expression",
        ["aws.dynamodb.scan_forward"] = "scan_index_forward",
        ["aws.dynamodb.scanned_count"] = "scanned_count",
        ["aws.dynamodb.segment"] = "segment",
        ["aws.dynamodb.select"] = "select",
        ["aws.dynamodb.table_count"] = "table_count",
        ["aws.dynamodb.total_segments"] = "total_segments",
        ["aws.kinesis.stream_name"] = "stream_name",
        ["aws.lambda.function_name"] = "function_name",
        ["aws.queue_url"] = "queue_url",
        ["aws.s3.bucket"] = "bucket_name",
        ["aws.s3.key"] = "key",
        ["aws.secretsmanager.secret.arn"] = "secret_id",
        ["aws.sns.topic.arn"] = "topic_arn",
        ["aws.sqs.queue.url"] = "queue_url",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Write(JsonBuffer json, Activity activity, in SegmentTags tags, DocumentDetail detail)
    {
        json.StartObject("aws"u8);
        Write(json, "operation"u8, tags.RpcMethod);
        Write(json, "region"u8, tags.AwsRegion);
        Write(json, "request_id"u8, tags.AwsRequestId);
        Write(json, "id_2"u8, tags.AwsExtendedId);
        int position = 0;
        int count = 0;
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            ReadOnlySpan<char> field = FieldOf(tag, tags.RpcMethod);
            if (!field.IsEmpty && count < XRayLimits.AwsFields && IsFirst(activity, field, tags.RpcMethod, position))
            {
                count++;
                json.Name(field);
                WriteValue(json, field is OneTable && tag.Value is string[] names ? names[0] : tag.Value, detail);
            }

            position++;
        }

        if (tags.Retries is { } retries)
        {
            json.Name("retries"u8);
            json.Value(retries);
        }

        json.EndObject();
    }

    // The conventions have one name for both fields of the X-Ray SDK: what a batch names are tables, however many.
    private static ReadOnlySpan<char> FieldOf(in KeyValuePair<string, object?> tag, string? operation) => tag switch
    {
        { Value: null or "" or string[] { Length: 0 } } => default,
        { Key: TableNames, Value: string[] names } when names.Length > 1
            || operation?.StartsWith("Batch", StringComparison.Ordinal) == true =>
            "table_names",
        { Key: TableNames } => OneTable,
        { Key: SegmentTags.Service } => default,
        _ when tag.Key.StartsWith(OwnPrefix, StringComparison.Ordinal) => OwnField(tag.Key.AsSpan(OwnPrefix.Length)),
        _ => Fields.GetValueOrDefault(tag.Key),
    };

    private static ReadOnlySpan<char> OwnField(ReadOnlySpan<char> name) =>
        name.Length > XRayLimits.String || name is "operation" or "region" or "request_id" or "id_2" or "retries" ? default : name;

    // Older and newer conventions may stand side by side.
    private static bool IsFirst(Activity activity, ReadOnlySpan<char> field, string? operation, int position)
    {
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (position-- == 0)
            {
                return true;
            }

            if (FieldOf(tag, operation).SequenceEqual(field))
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteValue(JsonBuffer json, object? value, DocumentDetail detail)
    {
        int most = Math.Min(XRayLimits.String, detail.Text);
        if (value is not string[] names)
        {
            MetadataValue.Write(json, value, most);
            return;
        }

        json.StartArray();
        foreach (string item in names.AsSpan(0, Math.Min(names.Length, detail.Items)))
        {
            json.Value(SecretText.Masked(item), most);
        }

        json.EndArray();
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
