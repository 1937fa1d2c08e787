using System.Net;
using Amazon.Runtime;
using Obs.Aws.Client;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Client;

public sealed class AwsJsonClientTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(40_000)]
    public async Task A_call_is_signed(int bodyBytes)
    {
        await using ConnectedClient client = await ConnectedClient.StartAsync();

        await client.PutMetricDataAsync(Body(bodyBytes));

        CapturedRequest request = client.Endpoint.Requests.Single();
        Dictionary<string, string> fields = SignatureCheck.Fields(request);
        fields["Credential"].Should().MatchRegex($"^{ConnectedClient.AccessKey}/[0-9]{{8}}/eu-central-1/monitoring/aws4_request$");
        fields["Signature"].Should().Be(SignatureCheck.Of(request, ConnectedClient.SecretKey));
    }

    [Theory]
    [InlineData(10_239, null)]
    [InlineData(10_240, "gzip")]
    public async Task A_body_is_compressed_from_10240_bytes(int bodyBytes, string? encoding)
    {
        string body = Body(bodyBytes);
        await using ConnectedClient client = await ConnectedClient.StartAsync();

        await client.PutMetricDataAsync(body);

        CapturedRequest request = client.Endpoint.Requests.Single();
        request.Headers.GetValueOrDefault("Content-Encoding").Should().Be(encoding);
        request.Inflated.Should().Equal(System.Text.Encoding.UTF8.GetBytes(body));
    }

    [Fact]
    public async Task A_call_is_complete_when_it_returns_and_needs_no_other_thread()
    {
        await using ConnectedClient client = await ConnectedClient.StartAsync();

        Task<AwsReply> call = client.PutMetricDataAsync(Body(200));

        call.IsCompleted.Should().BeTrue();
        await call;
    }

    [Fact]
    public async Task A_refusal_carries_code_message_request_id_and_pause()
    {
        await using ConnectedClient client = await ConnectedClient.StartAsync();
        client.Endpoint.Answer(
            400,
            """{"__type":"com.amazonaws.cloudwatch#Throttling","message":"Rate exceeded"}""",
            ("x-amzn-RequestId", "r-1"),
            ("Retry-After", "7"),
            ("x-amz-retry-after", "1500"));

        Func<Task> call = () => client.PutMetricDataAsync(Body(200));

        AwsCallException refusal = (await call.Should().ThrowAsync<AwsCallException>()).Which;
        (refusal.ErrorCode, refusal.Message, refusal.RequestId, refusal.StatusCode)
            .Should().Be(("Throttling", "Rate exceeded", "r-1", HttpStatusCode.BadRequest));
        (refusal.RetryAfter, refusal.RetryAfterMilliseconds).Should().Be(("7", "1500"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(400)]
    public async Task A_call_is_made_once_whatever_the_answer(int status)
    {
        await using ConnectedClient client = await ConnectedClient.StartAsync();
        client.Endpoint.Answer(status, """{"__type":"Throttling"}""");

        Func<Task> call = () => client.PutMetricDataAsync(Body(200));

        await call.Should().ThrowAsync<AmazonServiceException>();
        client.Endpoint.Requests.Should().HaveCount(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>welcome to the hotel</html>")]
    [InlineData("{\"cut")]
    public async Task An_accepted_call_is_accepted_whatever_its_body_says(string body)
    {
        await using ConnectedClient client = await ConnectedClient.StartAsync();
        client.Endpoint.Answer(200, body);

        Func<Task> call = () => client.PutMetricDataAsync(Body(200));

        await call.Should().NotThrowAsync();
    }

    [Fact]
    public async Task T22_A_redirect_is_not_followed()
    {
        await using FakeAwsEndpoint elsewhere = await FakeAwsEndpoint.StartAsync();
        await using ConnectedClient client = await ConnectedClient.StartAsync();
        client.Endpoint.Answer(307, "", ("Location", elsewhere.Url));

        Func<Task> call = () => client.PutMetricDataAsync(Body(200));

        (await call.Should().ThrowAsync<AwsCallException>()).Which.StatusCode.Should().Be(HttpStatusCode.TemporaryRedirect);
        elsewhere.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task T22_No_more_than_64_KiB_of_a_reply_are_read(int status)
    {
        var hungUp = new TaskCompletionSource();
        await using ConnectedClient client = await ConnectedClient.StartAsync();
        client.Endpoint.Answer(async context =>
        {
            context.Response.StatusCode = status;
            byte[] chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk);
            }

            hungUp.SetResult();
        });

        Exception? failure = await Record.ExceptionAsync(() => client.PutMetricDataAsync(Body(200)));

        (failure is null).Should().Be(status == 200);
        await hungUp.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task T22_A_reply_that_trickles_ends_with_the_caller_s_patience()
    {
        using var patience = new CancellationTokenSource();
        var released = new TaskCompletionSource();
        await using ConnectedClient client = await ConnectedClient.StartAsync();
        client.Endpoint.Answer(async context =>
        {
            await context.Response.Body.WriteAsync("{"u8.ToArray());
            await context.Response.Body.FlushAsync();
            patience.Cancel();
            await released.Task;
        });

        Func<Task> call = () => client.PutMetricDataAsync(Body(200), patience.Token);

        await call.Should().ThrowAsync<OperationCanceledException>();
        released.SetResult();
    }

    [Fact]
    public async Task A_service_that_does_not_answer_costs_a_timeout_and_no_more()
    {
        var released = new TaskCompletionSource();
        await using ConnectedClient client = await ConnectedClient.StartAsync(
            static options => options.RequestTimeout = TimeSpan.FromSeconds(1));
        client.Endpoint.Answer(_ => released.Task);

        Exception failure = await Record.ExceptionAsync(() => client.PutMetricDataAsync(Body(200)));

        ReasonOf(failure).Should().Be("timeout");
        released.SetResult();
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_is_a_failure_of_the_network()
    {
        await using ConnectedClient client = await ConnectedClient.StartAsync(static options => options.ServiceUrl = "http://127.0.0.1:1");

        Exception failure = await Record.ExceptionAsync(() => client.PutMetricDataAsync(Body(200)));

        ReasonOf(failure).Should().Be("network");
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_is_a_failure_of_the_network()
    {
        await using ConnectedClient client = await ConnectedClient.StartAsync();
        client.Endpoint.Answer(static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        Exception failure = await Record.ExceptionAsync(() => client.PutMetricDataAsync(Body(200)));

        ReasonOf(failure).Should().Be("network");
        client.Endpoint.Requests.Should().HaveCount(1);
    }

    private static string ReasonOf(Exception failure) => CallFailure.Of(failure, 1, TimeProvider.System).Reason;

    private static string Body(int bytes) => "{\"Pad\":\"" + new string('x', bytes - 10) + "\"}";
}
