using System.Text.Json;

namespace Obs.Local.Otlp;

/// <summary>Writes the <c>aws</c> block of a call to an AWS service.</summary>
internal static class SpanAws
{
    public static void Write(Utf8JsonWriter json, OtlpAttributes attributes)
    {
        json.WriteStartObject("aws");
        SpanText.Write(json, "operation", attributes.Text("rpc.method"));
        SpanText.Write(json, "region", attributes.Text("cloud.region", "aws.region"));
        SpanText.Write(json, "request_id", attributes.Text("aws.request_id", "aws.requestId"));
        SpanText.Write(json, "table_name", attributes.Texts("aws.dynamodb.table_names").FirstOrDefault());
        SpanText.Write(json, "queue_url", attributes.Text("aws.sqs.queue.url", "aws.queue_url"));
        SpanText.Write(json, "bucket_name", attributes.Text("aws.s3.bucket"));
        json.WriteEndObject();
    }
}
