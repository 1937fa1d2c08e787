using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>Calls of AWS services, by the activities of the AWS SDK and the semantic conventions, and the log groups of a
/// segment.</summary>
public sealed class AwsBlockTests
{
    [Fact]
    public void A_call_of_S3_is_written_as_the_SDK_writes_it()
    {
        using var recording = new RecordedService();
        using var sdk = new ActivitySource("AWSSDK.S3");
        Activity request = recording.BeginRequest("Root=1-5759e988-bd862e3fe1be46a994272793", start: RecordedService.Start);
        Call(sdk, "S3", "GetObject", [
            new("aws.request_id", "REQ123"), new("aws.extended_request_id", "EXT456"), new("aws.s3.bucket", "bkt"),
            new("aws.s3.key", "key1"),
            new("http.response.status_code", 200), new("http.response.body.size", 4L)]);
        RecordedService.EndAt(request, 250.125);

        JsonObject document = recording.Documents.Single;
        document["start_time"]!.GetValue<double>().Should().Be(1704164645);
        GoldenDocument.ShouldMatch(document, "42-awssdk-s3-getobject", isLive: true);
    }

    [Fact]
    public void Tables_queues_topics_regions_and_retries_have_fields_of_their_own()
    {
        using var recording = new RecordedService();
        using var sdk = new ActivitySource("AWSSDK.DynamoDBv2");
        Activity request = recording.BeginRequest();
        Call(sdk, "DynamoDB", "Query", [
            new("cloud.region", "eu-west-1"), new("aws.dynamodb.table_names", new[] { "orders", "lines" }),
            new("http.request.resend_count", 2),
            new("aws.sqs.queue.url", "https://sqs.eu-west-1.amazonaws.com/1/q"), new("aws.sns.topic.arn", "arn:aws:sns:eu-west-1:1:t")]);
        recording.EndRequest(request);

        JsonNode call = recording.Documents.Single["subsegments"]![0]!;
        call["namespace"]!.ToString().Should().Be("aws");
        call["aws"]!.ToJsonString().Should().Be(
            """{"operation":"Query","region":"eu-west-1","table_names":["orders","lines"],"queue_url":"https://sqs.eu-west-1.amazonaws.com/1/q","topic_arn":"arn:aws:sns:eu-west-1:1:t","retries":2}""");
        call.AsObject().ContainsKey("metadata").Should().BeFalse();
    }

    [Theory]
    [InlineData("GetItem", """{"operation":"GetItem","table_name":"orders"}""")]
    [InlineData("BatchGetItem", """{"operation":"BatchGetItem","table_names":["orders"]}""")]
    public void One_table_is_named_as_the_SDK_names_it(string operation, string expected) =>
        AwsOf("DynamoDB", operation, [new("aws.dynamodb.table_names", new[] { "orders" })]).Should().Be(expected);

    [Fact]
    public void A_field_that_older_and_newer_conventions_name_stands_once() =>
        AwsOf("SQS", "SendMessage", [new("aws.queue_url", "https://q/1"), new("aws.sqs.queue.url", "https://q/2")])
            .Should().Be("""{"operation":"SendMessage","queue_url":"https://q/1"}""");

    [Fact]
    public void Fields_without_a_convention_keep_their_types() =>
        AwsOf("SQS", "ReceiveMessage", [
            new("obs.aws.max_number_of_messages", 10), new("obs.aws.attribute_names", new[] { "All" }), new("obs.aws.fifo", true),
            new("obs.aws.empty", ""), new("obs.aws.null", null)])
            .Should().Be("""{"operation":"ReceiveMessage","max_number_of_messages":10,"attribute_names":["All"],"fifo":true}""");

    [Fact]
    public void The_log_groups_stand_in_the_aws_block_of_the_segment()
    {
        using var recording = new RecordedService(static options =>
        {
            options.LogGroups.Add("/ecs/orders");
            options.LogGroups.Add("/ecs/orders-audit");
        });
        recording.EndRequest(recording.BeginRequest());

        recording.Documents.Single["aws"]!["cloudwatch_logs"]!.ToJsonString().Should()
            .Be("""[{"log_group":"/ecs/orders"},{"log_group":"/ecs/orders-audit"}]""");
    }

    private static string AwsOf(string service, string operation, KeyValuePair<string, object?>[] tags)
    {
        using var recording = new RecordedService();
        using var sdk = new ActivitySource("AWSSDK." + service);
        Activity request = recording.BeginRequest();
        Call(sdk, service, operation, tags);
        recording.EndRequest(request);
        return recording.Documents.Single["subsegments"]![0]!["aws"]!.ToJsonString();
    }

    private static void Call(ActivitySource sdk, string service, string operation, KeyValuePair<string, object?>[] tags)
    {
        using Activity call = sdk.StartActivity($"{service}.{operation}", ActivityKind.Client)!;
        call.SetTag("rpc.system", "aws-api").SetTag("rpc.service", service).SetTag("rpc.method", operation);
        foreach ((string key, object? value) in tags)
        {
            call.SetTag(key, value);
        }
    }
}
