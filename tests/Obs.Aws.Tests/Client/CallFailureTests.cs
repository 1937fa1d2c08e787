using System.Net;
using Amazon.Runtime;
using Obs.Aws.Client;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Client;

public sealed class CallFailureTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(400, "Throttling", "throttled")]
    [InlineData(400, "ThrottlingException", "throttled")]
    [InlineData(400, "RequestLimitExceeded", "throttled")]
    [InlineData(400, "LimitExceededException", "throttled")]
    [InlineData(429, null, "throttled")]
    [InlineData(503, "SlowDown", "throttled")]
    [InlineData(500, "InternalServiceError", "service_fault")]
    [InlineData(503, null, "service_fault")]
    [InlineData(599, null, "service_fault")]
    [InlineData(403, "AccessDenied", "denied")]
    [InlineData(400, "ExpiredTokenException", "denied")]
    [InlineData(400, "UnrecognizedClientException", "denied")]
    [InlineData(400, "RequestTimeout", "endpoint")]
    [InlineData(302, null, "endpoint")]
    [InlineData(404, null, "endpoint")]
    [InlineData(407, null, "endpoint")]
    public void What_may_pass_is_tried_again(int status, string? code, string reason)
    {
        var failure = CallFailure.Of(Refusal(status, code), 10, _time);

        (failure.Outcome, failure.Reason).Should().Be((CallOutcome.Retry, reason));
    }

    [Theory]
    [InlineData(400, "InvalidParameterValue", 2, "Split", "invalid")]
    [InlineData(400, "InvalidParameterValue", 1, "Drop", "invalid")]
    [InlineData(400, "ValidationError", 1, "Drop", "invalid")]
    [InlineData(400, null, 1, "Drop", "invalid")]
    [InlineData(413, null, 1_000, "Split", "too_large")]
    [InlineData(413, "RequestEntityTooLarge", 1, "Drop", "too_large")]
    public void What_is_refused_for_its_content_is_searched_out_and_dropped(
        int status, string? code, int count, string outcome, string reason)
    {
        var failure = CallFailure.Of(Refusal(status, code), count, _time);

        (failure.Outcome.ToString(), failure.Reason).Should().Be((outcome, reason));
    }

    [Fact]
    public void What_is_no_answer_is_tried_again()
    {
        Exception[] failures =
        [
            new HttpRequestException("refused"),
            new IOException(),
            new TaskCanceledException(),
            new AmazonClientException("no credentials"),
            new InvalidOperationException("somebody's client"),
        ];

        failures.Select(exception => CallFailure.Of(exception, 1, _time)).Select(static f => (f.Outcome, f.Reason)).Should().Equal(
            (CallOutcome.Retry, "network"),
            (CallOutcome.Retry, "network"),
            (CallOutcome.Retry, "timeout"),
            (CallOutcome.Retry, "credentials"),
            (CallOutcome.Retry, "network"));
    }

    [Theory]
    [InlineData("7", 7.0)]
    [InlineData("0", 0.0)]
    [InlineData("1000000000", 1e9)]
    [InlineData("-1", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("soon", null)]
    [InlineData("1.5", null)]
    [InlineData("12:30", null)]
    [InlineData(null, null)]
    [InlineData("Tue, 02 Jan 2024 03:05:05 GMT", 60.0)]
    [InlineData("Tuesday, 02-Jan-24 03:05:05 GMT", 60.0)]
    [InlineData("Tue Jan  2 03:05:05 2024", 60.0)]
    [InlineData("Tue, 02 Jan 2024 03:03:05 GMT", -60.0)]
    public void F03_the_pause_that_the_service_asks_for_is_read(string? header, double? seconds)
    {
        var failure = CallFailure.Of(Refusal(503, null, header), 1, _time);

        failure.After.Should().Be(seconds is { } s ? TimeSpan.FromSeconds(s) : null);
    }

    [Theory]
    [InlineData("1500", "7", 1.5)]
    [InlineData("1.5", "7", 7.0)]
    [InlineData("-3", null, null)]
    public void F03_the_pause_in_milliseconds_is_believed_before_the_other(string milliseconds, string? header, double? seconds)
    {
        var refusal = new AwsCallException("refused", null, null, null, HttpStatusCode.ServiceUnavailable)
        {
            RetryAfter = header,
            RetryAfterMilliseconds = milliseconds,
        };

        CallFailure.Of(refusal, 1, _time).After.Should().Be(seconds is { } s ? TimeSpan.FromSeconds(s) : null);
    }

    private static AwsCallException Refusal(int status, string? code, string? retryAfter = null) =>
        new("refused", null, code, null, (HttpStatusCode)status) { RetryAfter = retryAfter };
}
