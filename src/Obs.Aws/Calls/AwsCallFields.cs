using System.Collections.Frozen;

namespace Obs.Aws.Calls;

/// <summary>What is shown of the requests and responses of each service, by the namespace of their types: names, counts and switches, and
/// nothing of what the application stores or sends. What the X-Ray SDK for .NET shows is among it.</summary>
internal static class AwsCallFields
{
    public const string Tables = "aws.dynamodb.table_names";

    private static readonly FrozenDictionary<string, AwsCallField[]> Requests = new Dictionary<string, AwsCallField[]>
    {
        ["Amazon.DynamoDBv2.Model"] =
        [
            new("TableName", Tables),
            new("RequestItems", Tables, AwsCallForm.Keys),
            new("TransactItems", Tables, AwsCallForm.Tables),
            new("AttributesToGet", "aws.dynamodb.attributes_to_get"),
            new("ConsistentRead", "aws.dynamodb.consistent_read"),
            new("ExclusiveStartTableName", "aws.dynamodb.exclusive_start_table"),
            new("IndexName", "aws.dynamodb.index_name"),
            new("Limit", "aws.dynamodb.limit"),
            new("ProjectionExpression", "aws.dynamodb.projection"),
            new("ScanIndexForward", "aws.dynamodb.scan_forward"),
            new("Segment", "aws.dynamodb.segment"),
            new("Select", "aws.dynamodb.select"),
            new("TotalSegments", "aws.dynamodb.total_segments"),
        ],
        ["Amazon.S3.Model"] =
        [
            new("BucketName", "aws.s3.bucket"),
            new("Key", "aws.s3.key"),
            new("Prefix", "obs.aws.prefix"),
            new("VersionId", "obs.aws.version_id"),
            new("SourceBucketName", "obs.aws.source_bucket_name"),
            new("SourceKey", "obs.aws.source_key"),
            new("SourceBucket", "obs.aws.source_bucket_name"),
            new("DestinationBucketName", "obs.aws.destination_bucket_name"),
            new("DestinationBucket", "obs.aws.destination_bucket_name"),
            new("DestinationKey", "obs.aws.destination_key"),
        ],
        ["Amazon.SQS.Model"] =
        [
            new("QueueUrl", "aws.sqs.queue.url"),
            new("QueueName", "obs.aws.queue_name"),
            new("QueueNamePrefix", "obs.aws.queue_name_prefix"),
            new("QueueOwnerAWSAccountId", "obs.aws.queue_owner_aws_account_id"),
            new("Label", "obs.aws.label"),
            new("DelaySeconds", "obs.aws.delay_seconds"),
            new("VisibilityTimeout", "obs.aws.visibility_timeout"),
            new("WaitTimeSeconds", "obs.aws.wait_time_seconds"),
            new("MaxNumberOfMessages", "obs.aws.max_number_of_messages"),
            new("AttributeNames", "obs.aws.attribute_names"),
            new("MessageAttributeNames", "obs.aws.message_attribute_names"),
            new("Attributes", "obs.aws.attribute_names", AwsCallForm.Keys),
            new("MessageAttributes", "obs.aws.message_attribute_names", AwsCallForm.Keys),
            new("Entries", "obs.aws.message_count", AwsCallForm.Count),
        ],
        ["Amazon.SimpleNotificationService.Model"] = [new("TopicArn", "aws.sns.topic.arn")],
        ["Amazon.Lambda.Model"] =
        [
            new("FunctionName", "aws.lambda.function_name"),
            new("InvocationType", "obs.aws.invocation_type"),
            new("LogType", "obs.aws.log_type"),
            new("Qualifier", "obs.aws.qualifier"),
        ],
        ["Amazon.Kinesis.Model"] = [new("StreamName", "aws.kinesis.stream_name")],
        ["Amazon.SecretsManager.Model"] = [new("SecretId", "aws.secretsmanager.secret.arn")],
        ["Amazon.StepFunctions.Model"] = [new("StateMachineArn", "obs.aws.state_machine_arn")],
        ["Amazon.EventBridge.Model"] = [new("EventBusName", "obs.aws.event_bus_name")],
        ["Amazon.SageMakerRuntime.Model"] = [new("EndpointName", "obs.aws.endpoint_name")],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, AwsCallField[]> Responses = new Dictionary<string, AwsCallField[]>
    {
        ["Amazon.DynamoDBv2.Model"] =
        [
            new("ConsumedCapacity", "obs.aws.consumed_capacity"),
            new("Count", "aws.dynamodb.count"),
            new("ScannedCount", "aws.dynamodb.scanned_count"),
            new("TableNames", "aws.dynamodb.table_count", AwsCallForm.Count),
        ],
        ["Amazon.SQS.Model"] =
        [
            new("MessageId", "obs.aws.message_id"),
            new("QueueUrl", "aws.sqs.queue.url"),
            new("Messages", "obs.aws.message_count", AwsCallForm.Count),
            new("QueueUrls", "obs.aws.queue_count", AwsCallForm.Count),
            new("Successful", "obs.aws.successful_count", AwsCallForm.Count),
            new("Failed", "obs.aws.failed_count", AwsCallForm.Count),
        ],
        ["Amazon.Lambda.Model"] =
        [
            new("FunctionError", "obs.aws.function_error"),
            new("StatusCode", "obs.aws.status_code"),
            new("Status", "obs.aws.status"),
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What may be shown of a message of a type.</summary>
    public static AwsCallField[] Of(Type type) =>
        (type.Name.EndsWith("Response", StringComparison.Ordinal) ? Responses : Requests).GetValueOrDefault(type.Namespace ?? "") ?? [];
}
