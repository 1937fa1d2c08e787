using System.Diagnostics;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime.Telemetry;
using Amazon.S3;
using Amazon.S3.Model;

namespace Obs.Aws.Tests.Calls;

/// <summary>What the real clients of the AWS SDK call becomes a subsegment each.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class AwsCallTests
{
    private const string TraceHeader = "X-Amzn-Trace-Id";

    [Fact]
    public async Task A_call_with_a_retry_is_one_subsegment_with_its_operation_region_table_and_request_id()
    {
        await using TracedCalls calls = await TracedCalls.StartAsync();
        calls.Endpoint.Answer(500);
        calls.Endpoint.Answer(200, """{"Item":{}}""", ("x-amzn-RequestId", "REQ7"), ("Content-Type", "application/x-amz-json-1.0"));
        using AmazonDynamoDBClient client = calls.CreateDynamoDB();

        JsonObject document = await calls.TraceAsync(() => client.GetItemAsync(Item("orders")));

        JsonObject call = document["subsegments"]!.AsArray().Single()!.AsObject();
        call["name"]!.ToString().Should().Be("DynamoDBv2", "the X-Ray SDK for .NET calls it so");
        call["namespace"]!.ToString().Should().Be("aws");
        call["aws"]!.ToJsonString().Should().Be(
            """{"operation":"GetItem","region":"eu-west-1","request_id":"REQ7","table_name":"orders","retries":1}""");
        call["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(200);
        call.ContainsKey("subsegments").Should().BeFalse("its HTTP requests are the call itself");
        call.ContainsKey("fault").Should().BeFalse();
        string trace = document["trace_id"]!.ToString();
        calls.Endpoint.Requests.Should().HaveCount(2).And.OnlyContain(
            request => request.Headers[TraceHeader] == $"Root={trace};Parent={call["id"]};Sampled=1");
        calls.Endpoint.Requests.Should().OnlyContain(
            static request =>
                !request.Headers["Authorization"].Contains("trace", StringComparison.OrdinalIgnoreCase), "a proxy may change it");
    }

    [Fact]
    public async Task A_call_of_S3_names_bucket_key_and_both_ids()
    {
        await using TracedCalls calls = await TracedCalls.StartAsync();
        calls.Endpoint.Answer(200, "text", ("x-amz-request-id", "REQ1"), ("x-amz-id-2", "EXT2"));
        using AmazonS3Client client = calls.CreateS3();

        JsonObject document = await calls.TraceAsync(async () =>
        {
            using GetObjectResponse response = await client.GetObjectAsync("photos", "cat.png");
            using var reader = new StreamReader(response.ResponseStream);
            (await reader.ReadToEndAsync()).Should().Be("text");
        });

        JsonNode call = document["subsegments"]!.AsArray().Single()!;
        call["name"]!.ToString().Should().Be("S3");
        call["aws"]!.ToJsonString().Should().Be(
            """{"operation":"GetObject","region":"eu-west-1","request_id":"REQ1","id_2":"EXT2","bucket_name":"photos","key":"cat.png"}""");
    }

    [Fact]
    public async Task A_throttled_call_is_an_error_with_its_cause_and_its_exception_reaches_the_application()
    {
        await using TracedCalls calls = await TracedCalls.StartAsync();
        calls.Endpoint.Rule = static _ =>
            (400, """{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slow down"}""");
        using AmazonDynamoDBClient client = calls.CreateDynamoDB(retries: 0);

        JsonObject document = await calls.TraceAsync(async () =>
        {
            Func<Task> call = () => client.GetItemAsync(Item("orders"));
            await call.Should().ThrowExactlyAsync<ProvisionedThroughputExceededException>().WithMessage("slow down");
        });

        JsonNode call = document["subsegments"]!.AsArray().Single()!;
        call["error"]!.GetValue<bool>().Should().BeTrue();
        call["throttle"]!.GetValue<bool>().Should().BeTrue();
        call["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(400);
        call["cause"]!["exceptions"]![0]!["type"]!.ToString().Should().Be(nameof(ProvisionedThroughputExceededException));
        call["cause"]!["exceptions"]![0]!["remote"]!.GetValue<bool>().Should().BeTrue("it was thrown over there");
    }

    [Fact]
    public async Task A_call_that_is_cancelled_ends_its_subsegment()
    {
        await using TracedCalls calls = await TracedCalls.StartAsync();
        using var cancellation = new CancellationTokenSource();
        calls.Endpoint.Answer(context =>
        {
            cancellation.Cancel();
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            context.RequestAborted.Register(gone.SetResult);
            return gone.Task;
        });
        using AmazonDynamoDBClient client = calls.CreateDynamoDB();

        JsonObject document = await calls.TraceAsync(async () =>
        {
            Func<Task> call = () => client.GetItemAsync(Item("orders"), cancellation.Token);
            await call.Should().ThrowAsync<OperationCanceledException>();
        });

        document["subsegments"]!.AsArray().Single()!["fault"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task A_call_of_an_unsampled_trace_makes_no_activity_and_says_so_to_AWS()
    {
        await using TracedCalls calls = await TracedCalls.StartAsync(fixedRate: 0);
        using AmazonDynamoDBClient client = calls.CreateDynamoDB();
        calls.Endpoint.Answer(200, "{}");

        using (calls.Tracer.BeginSegment("job"))
        {
            Activity? segment = Activity.Current;
            await client.GetItemAsync(Item("orders"));
            Activity.Current.Should().BeSameAs(segment);
        }

        calls.Endpoint.Requests.Single().Headers[TraceHeader].Should().EndWith(";Sampled=0");
    }

    [Fact]
    public async Task Where_the_SDK_has_been_given_a_tracer_of_its_own_there_is_still_one_subsegment()
    {
        await using TracedCalls calls = await TracedCalls.StartAsync();
        var telemetry = new DefaultTelemetryProvider();
        telemetry.RegisterTracerProvider(new ProviderOfActivities());
        calls.Endpoint.Answer(500);
        calls.Endpoint.Answer(200, "{}", ("x-amzn-RequestId", "REQ8"));
        using AmazonDynamoDBClient client = calls.CreateDynamoDB(telemetry: telemetry);

        JsonObject document = await calls.TraceAsync(() => client.GetItemAsync(Item("orders")));

        JsonObject call = document["subsegments"]!.AsArray().Single()!.AsObject();
        call["aws"]!.ToJsonString().Should().Be(
            """{"operation":"GetItem","region":"eu-west-1","request_id":"REQ8","table_name":"orders","retries":1}""");
        Descendants(call).Should().OnlyContain(static part => part["namespace"] == null, "steps inside the call are no calls");
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node) =>
        (node["subsegments"]?.AsArray() ?? []).SelectMany(static child => Descendants(child!).Prepend(child!));

    private static GetItemRequest Item(string table) => new() { TableName = table, Key = new() { ["id"] = new AttributeValue("hunter2") } };
}
