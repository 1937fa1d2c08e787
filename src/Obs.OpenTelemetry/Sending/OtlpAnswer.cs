using System.Net.Http.Headers;
using Obs.Delivery;

namespace Obs.OpenTelemetry.Sending;

/// <summary>Reads what a receiver says of a request.</summary>
/// <remarks><see href="https://opentelemetry.io/docs/specs/otlp/#otlphttp-response"/></remarks>
internal static class OtlpAnswer
{
    /// <summary>Answers are a few bytes; more than this is a mistake or an attack, and what lies beyond is not read.</summary>
    private const int MaxBytes = 16 * 1024;

    public static SendResult Read(HttpResponseMessage response, int count, TimeProvider time, CancellationToken cancellationToken)
    {
        int status = (int)response.StatusCode;
        if (status is >= 200 and < 300)
        {
            return Taken(count - ReadRejected(response, count, cancellationToken), count);
        }

        SendResult result = Refused(status, count, PauseOf(response.Headers.RetryAfter, time), out string reason);
        OtlpEventSource.Log.RequestFailed(reason, $"The receiver answered {status}.");
        return result;
    }

    private static SendResult Taken(int taken, int count)
    {
        if (taken == count)
        {
            return SendResult.Delivered;
        }

        // How many were rejected is all a receiver says. Which ones it was does not change the account.
        OtlpEventSource.Log.RequestFailed("rejected", $"The receiver rejected {count - taken} of {count} activities.");
        return SendResult.Partial([.. Enumerable.Range(taken, count - taken).Select(static i => RecordFailure.Drop(i, "rejected"))]);
    }

    private static SendResult Refused(int status, int count, TimeSpan? pause, out string reason)
    {
        switch (status)
        {
            case 400 or 413 or 422:
                reason = status == 413 ? "too_large" : "invalid";
                return count > 1 ? SendResult.Split(reason) : SendResult.Drop(reason);
            case 401 or 403:
                reason = "denied"; // Keys expire, and are renewed.
                break;
            case 429:
                reason = "throttled";
                break;
            default:
                // Below 500: not the receiver, but whatever stands where it should.
                reason = status >= 500 ? "service_fault" : "endpoint";
                break;
        }

        return SendResult.Retry(reason, pause);
    }

    private static TimeSpan? PauseOf(RetryConditionHeaderValue? header, TimeProvider time) =>
        header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);

    // An answer that cannot be read rejects nothing: the request was taken.
    private static int ReadRejected(HttpResponseMessage response, int count, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxBytes];
        try
        {
            using Stream stream = response.Content.ReadAsStream(cancellationToken);

            // A read that waits for the next byte of a trickle ends with the attempt.
            using CancellationTokenRegistration abort = cancellationToken.UnsafeRegister(static s => ((Stream)s!).Dispose(), stream);
            int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return (int)Math.Clamp(PartialSuccess.ReadRejected(buffer.AsSpan(0, length)), 0, count);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or HttpRequestException)
        {
            return 0;
        }
    }
}
