using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3;
using Amazon.S3.Model;

namespace Obs.Aws.Tests.Calls;

/// <summary>What a call says of its request and its answer: what the X-Ray SDK's list of parameters has, and nothing of the
/// data.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class AwsCallFieldTests
{
    private const string Secret = "hunter2";

    private static readonly Dictionary<string, AttributeValue> Key = new() { ["id"] = new AttributeValue(Secret) };

    [Fact]
    public async Task A_batch_names_its_tables_and_no_keys()
    {
        JsonObject call = await CallDynamoDBAsync("""{"ConsumedCapacity":[{"TableName":"orders","CapacityUnits":2.5}]}""", static client =>
            client.BatchGetItemAsync(new BatchGetItemRequest
            {
                RequestItems = new() { ["orders"] = new() { Keys = [Key] }, ["lines"] = new() { Keys = [Key] } },
            }));

        call["aws"]!["table_names"]!.AsArray().Select(static name => name!.ToString()).Should().BeEquivalentTo("orders", "lines");
        call["aws"]!.AsObject().Should().NotContainKey("table_name");
        JsonNode capacity = call["aws"]!["consumed_capacity"]!.AsArray().Single()!;
        capacity["TableName"]!.ToString().Should().Be("orders");
        capacity["CapacityUnits"]!.GetValue<double>().Should().Be(2.5);
    }

    [Fact]
    public async Task A_batch_of_one_table_has_a_list_too()
    {
        JsonObject call = await CallDynamoDBAsync("{}", static client => client.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new() { ["orders"] = [new WriteRequest(new PutRequest(Key))] },
        }));

        call["aws"]!.ToJsonString().Should().Contain("\"operation\":\"BatchWriteItem\"").And.Contain("\"table_names\":[\"orders\"]");
    }

    [Fact]
    public async Task A_transaction_names_the_tables_of_its_items()
    {
        JsonObject write = await CallDynamoDBAsync("{}", static client => client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new() { Put = new() { TableName = "orders", Item = Key } },
                new() { Delete = new() { TableName = "lines", Key = Key } },
                new() { ConditionCheck = new() { TableName = "orders", Key = Key, ConditionExpression = "a" } },
            ],
        }));
        JsonObject read = await CallDynamoDBAsync("{}", static client => client.TransactGetItemsAsync(new TransactGetItemsRequest
        {
            TransactItems = [new() { Get = new() { TableName = "orders", Key = Key } }],
        }));

        write["aws"]!["table_names"]!.ToJsonString().Should().Be("""["orders","lines"]""");
        read["aws"]!["table_name"]!.ToString().Should().Be("orders");
    }

    [Fact]
    public async Task A_query_says_how_it_was_asked_and_how_much_it_found()
    {
        JsonObject call = await CallDynamoDBAsync("""{"Count":2,"ScannedCount":7,"Items":[]}""", static client =>
            client.QueryAsync(new QueryRequest("orders")
            {
                IndexName = "by-customer",
                ConsistentRead = true,
                Limit = 10,
                ScanIndexForward = false,
                Select = Select.ALL_ATTRIBUTES,
                ProjectionExpression = "id",
                KeyConditionExpression = "id = :id",
                ExpressionAttributeValues = new() { [":id"] = new AttributeValue(Secret) },
            }));

        JsonObject aws = call["aws"]!.AsObject();
        aws.Remove("request_id");
        aws.ToJsonString().Should().Be(
            """
            {"operation":"Query","region":"eu-west-1","table_name":"orders","consistent_read":true,"index_name":"by-customer","limit":10,
            "projection_expression":"id","scan_index_forward":false,"select":"ALL_ATTRIBUTES","count":2,"scanned_count":7}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_an_error_with_its_bucket_and_key()
    {
        await using TracedCalls calls = await TracedCalls.StartAsync();
        calls.Endpoint.Answer(
            404, "<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>", ("x-amz-request-id", "REQ1"), ("x-amz-id-2", "EXT2"));
        using AmazonS3Client client = calls.CreateS3();

        JsonObject document = await calls.TraceAsync(async () =>
        {
            Func<Task> call = () => client.GetObjectAsync("photos", "cat.png");
            await call.Should().ThrowAsync<AmazonS3Exception>();
        });

        JsonObject call = document["subsegments"]!.AsArray().Single()!.AsObject();
        call["error"]!.GetValue<bool>().Should().BeTrue();
        call.ContainsKey("fault").Should().BeFalse();
        call["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(404);
        call["aws"]!["request_id"]!.ToString().Should().Be("REQ1");
        call["aws"]!["bucket_name"]!.ToString().Should().Be("photos");
        call["aws"]!["key"]!.ToString().Should().Be("cat.png");
        call["cause"]!["exceptions"]![0]!["remote"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task A_version_a_prefix_and_a_source_have_their_fields()
    {
        var head = new GetObjectMetadataRequest { BucketName = "photos", Key = "k", VersionId = "v1" };
        var list = new ListObjectsV2Request { BucketName = "photos", Prefix = "2026/" };

        JsonObject version = await CallS3Async("", client => client.GetObjectMetadataAsync(head));
        JsonObject prefix = await CallS3Async("<ListBucketResult/>", client => client.ListObjectsV2Async(list));
        JsonObject copy = await CallS3Async("<CopyObjectResult/>", static client => client.CopyObjectAsync("from", "k1", "into", "k2"));

        version["version_id"]!.ToString().Should().Be("v1");
        prefix["prefix"]!.ToString().Should().Be("2026/");
        (copy["source_bucket_name"]!.ToString(), copy["source_key"]!.ToString()).Should().Be(("from", "k1"));
        (copy["destination_bucket_name"]!.ToString(), copy["destination_key"]!.ToString()).Should().Be(("into", "k2"));
    }

    private static async Task<JsonObject> CallDynamoDBAsync(string answer, Func<AmazonDynamoDBClient, Task> call)
    {
        await using TracedCalls calls = await TracedCalls.StartAsync();
        calls.Endpoint.Answer(200, answer, ("Content-Type", "application/x-amz-json-1.0"));
        using AmazonDynamoDBClient client = calls.CreateDynamoDB();
        JsonObject document = await calls.TraceAsync(() => call(client));
        document.ToJsonString().Should().NotContain(Secret);
        return document["subsegments"]!.AsArray().Single()!.AsObject();
    }

    private static async Task<JsonObject> CallS3Async(string answer, Func<AmazonS3Client, Task> call)
    {
        await using TracedCalls calls = await TracedCalls.StartAsync();
        calls.Endpoint.Answer(200, answer);
        using AmazonS3Client client = calls.CreateS3();
        JsonObject document = await calls.TraceAsync(() => call(client));
        return document["subsegments"]![0]!["aws"]!.AsObject();
    }
}
