using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Obs.Aws;
using Obs.Delivery;
using Obs.OpenTelemetry.Sending;

namespace Obs.OpenTelemetry.Tests;

/// <summary>The sender behind the real queue and over a real connection.</summary>
public sealed class SenderTests : IAsyncLifetime
{
    // partial_success { rejected_spans: 2, error_message: "no" }
    private static readonly byte[] TwoRejected = [0x0A, 6, 0x08, 2, 0x12, 2, (byte)'n', (byte)'o'];

    private FakeReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await FakeReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task A_request_is_its_records_joined_ten_thousand_at_most()
    {
        DeliveryAccount account = await SendAsync(count: 10_050);

        account.Delivered.Should().Be(10_050);
        _receiver.Requests.Select(static request => request.Inflated.Length / 4).Should().Equal(10_000, 50);
        _receiver.Requests.Last().Text.Should().StartWith(Record(10_000) + Record(10_001));
    }

    [Fact]
    public async Task A_request_has_five_megabytes_at_most()
    {
        DeliveryAccount account = await SendAsync(count: 3, new string('x', 2_000_000));

        account.Delivered.Should().Be(3);
        _receiver.Requests.Select(static request => request.Inflated.Length).Should().Equal(4_000_008, 2_000_004);
    }

    [Fact]
    public async Task What_the_receiver_rejects_is_counted_and_not_sent_again()
    {
        _receiver.Answer(200, TwoRejected);

        DeliveryAccount account = await SendAsync(count: 5);

        (account.Delivered, account.Dropped["rejected"], _receiver.Requests.Count).Should().Be((3, 2, 1));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_refusal_that_may_pass_loses_nothing(int status)
    {
        _receiver.Answer(status);

        DeliveryAccount account = await SendAsync(count: 2);

        (account.Delivered, account.Dropped.Count, _receiver.Requests.Count).Should().Be((2, 0, 2));
    }

    [Theory]
    [InlineData(400, "invalid")]
    [InlineData(413, "too_large")]
    public async Task A_record_that_is_refused_is_found_and_dropped_alone(int status, string reason)
    {
        _receiver.Answer(status); // both
        _receiver.Answer(status); // the first
        DeliveryAccount account = await SendAsync(count: 2);

        (account.Delivered, account.Dropped[reason], _receiver.Requests.Count).Should().Be((1, 1, 3));
    }

    [Theory]
    [InlineData(new byte[] { 0x0A, 200 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { (byte)'<', (byte)'p', (byte)'>' })]
    public async Task An_acceptance_that_cannot_be_read_is_an_acceptance(byte[] body)
    {
        _receiver.Answer(200, body);

        (await SendAsync(count: 2)).Delivered.Should().Be(2);
    }

    [Fact]
    public async Task A_request_to_XRay_bears_a_signature_that_another_computation_arrives_at()
    {
        var signer = new RequestSigner("eu-west-1", new SessionAWSCredentials("AKID", "secret", "token"), TimeProvider.System);

        await SendAsync(count: 1, signer: signer);

        ReceivedRequest request = _receiver.Requests.Single();
        request.Headers["X-Amz-Security-Token"].Should().Be("token");
        request.Headers["Authorization"].Should()
            .Match("AWS4-HMAC-SHA256 Credential=AKID/*/eu-west-1/xray/aws4_request*").And.EndWith(SignatureOf(request, "secret"));
    }

    private async Task<DeliveryAccount> SendAsync(int count, string suffix = "", RequestSigner? signer = null)
    {
        using var accounts = new DeliveryAccounts();
        var endpoint = new OtlpEndpoint(new Uri(_receiver.Url + "/v1/traces"), IsXRay: false, "eu-west-1");
        using var sender = new OtlpSender(
            endpoint, new Dictionary<string, string>(), compresses: true, signer, new AwsOptions(), TimeProvider.System);
        var options = new DeliveryOptions();
        ((IBatchSender)sender).Configure(options);
        options.RetryBaseDelay = TimeSpan.FromMilliseconds(1);
        await using var queue = new DeliveryQueue("traces", sender, options, TimeProvider.System, accounts);
        for (int i = 0; i < count; i++)
        {
            queue.TryEnqueue(Encoding.Latin1.GetBytes(Record(i) + suffix)).Should().BeTrue();
        }

        using var ceiling = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await queue.FlushAsync(ceiling.Token);
        return queue.GetAccount();
    }

    private static string Record(int number) => number.ToString("x4", System.Globalization.CultureInfo.InvariantCulture);

    // From the published description and nothing of the SDK:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
    private static string SignatureOf(ReceivedRequest request, string secret)
    {
        string[] names = ["content-type", "host", "x-amz-date", "x-amz-security-token"];
        string date = request.Headers["X-Amz-Date"];
        string canonical = string.Join('\n', [
            "POST", request.Path, "", .. names.Select(name => $"{name}:{request.Headers[name]}"), "", string.Join(';', names),
            Hex(SHA256.HashData(request.Body))]);
        string scope = $"{date[..8]}/eu-west-1/xray/aws4_request";
        string toSign = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        byte[] key = scope.Split('/').Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + secret), static (k, part) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(part)));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
