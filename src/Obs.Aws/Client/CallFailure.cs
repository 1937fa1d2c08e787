using System.Collections.Frozen;
using Amazon.Runtime;
using Obs.Delivery;

namespace Obs.Aws.Client;

/// <summary>What a failed call means for the records it carried.</summary>
internal readonly struct CallFailure
{
    /// <summary>The code for a group, stream or other thing that has to be made first, or that was made only just now.</summary>
    public const string NotFound = "ResourceNotFoundException";

    /// <summary>What CloudWatch Logs said, as long as it told writes apart by tokens, and stand-ins for it still say, of a batch that it
    /// has.</summary>
    public const string AlreadyAccepted = "DataAlreadyAcceptedException";

    // Likewise: of a write without its token. No record is at fault.
    private const string InvalidToken = "InvalidSequenceTokenException";

    // Services answer throttling with 400 as well as with 429 and 503, under any of these codes; the list is botocore's.
    private static readonly FrozenSet<string> Throttling = FrozenSet.Create(
        StringComparer.Ordinal,
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottledException",
        "RequestThrottled",
        "TooManyRequestsException",
        "ProvisionedThroughputExceededException",
        "TransactionInProgressException",
        "RequestLimitExceeded",
        "BandwidthLimitExceeded",
        "LimitExceeded",
        "LimitExceededException",
        "SlowDown",
        "PriorRequestNotComplete",
        "EC2ThrottledException");

    // Keys expire and are renewed, clocks are set right, policies are mended: the data are kept for that.
    private static readonly FrozenSet<string> Access = FrozenSet.Create(
        StringComparer.Ordinal,
        "AccessDenied",
        "AccessDeniedException",
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "IncompleteSignatureException",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "MissingAuthenticationToken",
        "MissingAuthenticationTokenException",
        "NotAuthorized",
        "OptInRequired",
        "RequestExpired",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException");

    private CallFailure(CallOutcome outcome, string reason, TimeSpan? after)
    {
        Outcome = outcome;
        Reason = reason;
        After = after;
    }

    public CallOutcome Outcome { get; }

    /// <summary>A word for a counter.</summary>
    public string Reason { get; }

    /// <summary>The pause the service asked for, or null.</summary>
    public TimeSpan? After { get; }

    /// <summary>Sorts a failure into retry, split and drop.</summary>
    /// <param name="exception">What the call threw.</param>
    /// <param name="count">Records in the request.</param>
    /// <param name="time">Tells how far off a <c>Retry-After</c> date lies.</param>
    public static CallFailure Of(Exception exception, int count, TimeProvider time) => exception switch
    {
        AmazonServiceException refusal when (int)refusal.StatusCode >= 100 => Of(refusal, count, time),
        OperationCanceledException or TimeoutException => Retry("timeout"),
        AmazonClientException => Retry("credentials"),
        _ => Retry("network"),
    };

    /// <summary>Whether a code speaks of the service's own state, so that the same record may be taken later.</summary>
    public static bool IsPassing(string code) =>
        Throttling.Contains(code) || code is "InternalFailure" or "InternalError" or "InternalServerError" or "ServiceUnavailable"
            or "ServiceUnavailableException" or "RequestTimeout";

    public SendResult ToResult() => Outcome switch
    {
        CallOutcome.Split => SendResult.Split(Reason),
        CallOutcome.Drop => SendResult.Drop(Reason),
        _ => SendResult.Retry(Reason, After),
    };

    private static CallFailure Of(AmazonServiceException refusal, int count, TimeProvider time)
    {
        string code = refusal.ErrorCode ?? "";
        int status = (int)refusal.StatusCode;
        if (status == 429 || Throttling.Contains(code))
        {
            return Retry("throttled", RetryAfter(refusal, time));
        }

        if (status is 401 or 403 || Access.Contains(code))
        {
            return Retry("denied");
        }

        // No record's fault: what was missing may be there by the next attempt.
        if (code is NotFound or "OperationAbortedException")
        {
            return Retry("not_found");
        }

        if (code == InvalidToken)
        {
            return Retry("endpoint");
        }

        return status switch
        {
            413 => Refuse("too_large", count),
            400 or 422 when code is not ("RequestTimeout" or "RequestTimeoutException") => Refuse("invalid", count),
            >= 500 => Retry("service_fault", RetryAfter(refusal, time)),

            // 3xx, 404, 405, 407 and the like: not the service, but whatever stands where the service should.
            _ => Retry("endpoint", RetryAfter(refusal, time)),
        };
    }

    private static CallFailure Retry(string reason, TimeSpan? after = null) => new(CallOutcome.Retry, reason, after);

    private static CallFailure Refuse(string reason, int count) =>
        new(count > 1 ? CallOutcome.Split : CallOutcome.Drop, reason, after: null);

    private static TimeSpan? RetryAfter(AmazonServiceException refusal, TimeProvider time) => refusal is AwsCallException call
        ? AskedPause.Read(call.RetryAfterMilliseconds, call.RetryAfter, time)
        : null;
}
